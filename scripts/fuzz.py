"""Coverage-guided fuzzing of the loader, the capture and the quotation finder.

Needs atheris, which is no dependency of the project: python -m pip install atheris
Then: python scripts/fuzz.py load|page|files|quotations|fields [-max_total_time=120]
What must never happen: an exception other than a Refusal, a draft that the loader refuses.
"""

import contextlib
import datetime
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["newsdesk"]):
    from newsdesk.check import check
    from newsdesk.intake.capture import Capture, Found, kind_of, read
    from newsdesk.intake.draft.entry import draft_text, id_for, outlet_of
    from newsdesk.intake.draft.sources import as_yaml, suggestions
    from newsdesk.load import parse
    from newsdesk.model.codes import ID
    from newsdesk.problems import Refusal

TODAY = datetime.date(2026, 11, 24)
SPELLINGS = {("people", "ada-quill"): ["Ada Quill", "Ада Квилл", "آدا كويل"], ("outlets", "lantern"): ["The Lantern"]}
WORDS = (
    '<html lang="ru">|<h1>|</h1>|<article>|</article>|<header>|<time datetime="2022-10-18">|<p>|'
    '<meta property="og:title" content="|<script type="application/ld+json">|{"@type":"NewsArticle","headline":"|'
    '"datePublished":"2022-10-18"|</script>|itemprop="datePublished"|TODO|'
    '<link rel="canonical" href="https://a.example/2022/10/18/x">|18 October 2022|'
    "schema: 1|title: |%PDF-1.4|«|»|“|”|„|said|сказал|Ada Quill"
)


def load(raw: bytes) -> None:
    """Any bytes are a document or have a problem, and the check goes through."""
    document, problems = parse("x.yaml", raw)
    assert document is not None or problems
    check({"2026-W47/x.yaml": document, "topics.yaml": document, "2026-W47/_digest.yaml": document})


def page(raw: bytes) -> None:
    """Any page is read or refused, and what is read makes a draft."""
    with contextlib.suppress(Refusal):
        draft_of(read(raw, "html", charset=None, address="https://a.example/x", today=TODAY))


def files(raw: bytes) -> None:
    """Any file has a kind, and is read or refused."""
    kind = kind_of(raw)
    with contextlib.suppress(Refusal):
        draft_of(read(raw, "pdf" if raw[:1] == b"%" else kind or "text", charset=None, address=None, today=TODAY))


def quotations(raw: bytes) -> None:
    """Passages stand in the text where they say."""
    text = raw.decode("utf-8", "replace")
    found, _ = suggestions(text, SPELLINGS)
    for one in found:
        assert " ".join(text[one.passage.start : one.passage.end].split("\n")) == one.passage.text


def fields(raw: bytes) -> None:
    """Whatever a page says of itself, the draft is YAML that the loader takes."""
    given = atheris.FuzzedDataProvider(raw)
    some = [Found(given.ConsumeUnicode(60), given.ConsumeUnicode(20), given.ConsumeBool()) for _ in range(6)]
    draft_of(Capture("html", given.ConsumeUnicode(200), *some, None, None))


def draft_of(capture: Capture) -> None:
    """Make the draft and read it again."""
    found, seen = suggestions(capture.text, SPELLINGS)
    guess = outlet_of(capture, {})
    name = id_for(capture, guess, None, "2026-W47")
    assert ID.fullmatch(name), name
    text = draft_text(
        capture, name, guess, agrees=True, today=TODAY, sources=as_yaml(found, seen, None, {}), look_alikes=[], notes=[]
    )
    document, problems = parse("x.yaml", text.encode("utf-8"))
    assert document is not None, problems
    assert not problems, problems


TARGETS = {"load": load, "page": page, "files": files, "quotations": quotations, "fields": fields}


def main() -> None:
    """Fuzz one target; atheris reads the other arguments and never returns."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"Usage: python scripts/fuzz.py {'|'.join(TARGETS)} [-max_total_time=120]")
    target = TARGETS[sys.argv.pop(1)]
    cache = Path(__file__).resolve().parent.parent / ".cache" / "fuzz"
    corpus = cache / target.__name__
    corpus.mkdir(parents=True, exist_ok=True)
    words = cache / "words.txt"
    words.write_bytes(b"".join(b'"%s"\n' % _escaped(word) for word in WORDS.split("|")))
    options = [f"-dict={words}", "-max_len=4096", f"-artifact_prefix={corpus.parent}/"]
    atheris.Setup([*sys.argv, *options, str(corpus)], target)
    atheris.Fuzz()


def _escaped(word: str) -> bytes:
    return "".join(f"\\x{byte:02X}" for byte in word.encode()).encode()


if __name__ == "__main__":
    main()
