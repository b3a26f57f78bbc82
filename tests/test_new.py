"""`new`: one command from a file or an address to a draft, which never overwrites and leads to a valid entry."""

import argparse
import datetime
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hostile_server import HostileServer, hostile_server, resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_variants import variants
from saved_pages import ARTICLES, SavedPage, bare_words, json_ld, pages
from test_fetch import only_home

from newsdesk.build import Project, examine
from newsdesk.intake.capture import EXTRA, Capture, Found, need_extra
from newsdesk.intake.draft.entry import id_for, outlet_of, slug, week_for
from newsdesk.intake.draft.writing import comment, scalar
from newsdesk.intake.reach import Guard
from newsdesk.load import parse
from newsdesk.problems import Refusal, UsageError

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
LANTERN = next(a for a in ARTICLES if a.language == "en")
TEXT = "Swans counted again\n\n“We counted 312 swans this morning,” said the warden Ada Quill in a note.\n"


def test_the_extra_is_pinned_in_one_way() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = project["project"]["optional-dependencies"]["capture"]
    assert sorted(pin.partition("==")[0] for pin in pins) == sorted(EXTRA)


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "trafilatura" else True)
    with pytest.raises(Refusal) as refusal:
        need_extra()
    assert str(refusal.value).startswith(
        "This command needs trafilatura, which is not installed. Install the extra, once:\n    make setup-capture"
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Swans counted", "swans-counted"),
        ("What Moves the Swans Away from Lantern's Lake?", "what-moves-the-swans-away-from-lanterns-lake"),
        ("../../etc/passwd", "etc-passwd"),
        ("Çok güzel — été", "cok-guzel-ete"),
        ("Мост в Примерске", ""),
        ("منارة", ""),
        ("a" * 200, "a" * 60),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_an_id_is_made_of_the_title(title: str, expected: str) -> None:
    assert slug(title) == expected


def captured(**known: object) -> Capture:
    return Capture(**{"kind": "html", "text": "text", **known})  # type: ignore[arg-type]


def test_a_title_in_another_script_gives_way_to_outlet_and_day() -> None:
    russian = captured(title=Found("Мост в Примерске", ""), url=Found("https://www.port.example/a", ""))
    guess = outlet_of(russian, {})
    assert id_for(russian, guess, "2022-10-18", "2022-W42") == "port-example-2022-10-18"
    assert id_for(russian, guess, None, "2022-W42") == "port-example-2022-w42"


CERTAIN, UNSURE = Found("2022-10-18", "JSON-LD"), Found("2022-10-18", "a guess", certain=False)


@pytest.mark.parametrize(
    ("found", "asked", "expected"),
    [
        (CERTAIN, None, ("2022-W42", True)),
        (CERTAIN, "2022-W42", ("2022-W42", True)),
        (CERTAIN, "2022-W41", ("2022-W41", False)),
        (UNSURE, "2022-W41", ("2022-W41", True)),
        (None, "2022-W41", ("2022-W41", True)),
        (UNSURE, None, "x does not say for certain when it was published. It may be 2022-10-18 (a guess)."
                       " Name the week in which it was: --week 2022-W42"),
        (None, None, "x does not say for certain when it was published."
                     " Name the week in which it was: --week 2022-W42"),
    ],
)  # fmt: skip
def test_the_week_comes_from_the_date_or_the_editor(found: Found | None, asked: str | None, expected: object) -> None:
    capture = captured(published=found)
    if isinstance(expected, tuple):
        assert week_for(capture, asked, "x") == expected
    else:
        with pytest.raises(Refusal) as refusal:
            week_for(capture, asked, "x")
        assert str(refusal.value) == expected


@given(st.text(max_size=400))
def test_any_text_can_be_a_value_and_a_comment(text: str) -> None:
    lines = [f"title: {scalar(text)}", *comment(text), "end: here"]
    document, problems = parse("x.yaml", ("\n".join(lines) + "\n").encode())
    assert problems == []
    assert document is not None
    assert set(document.data) == {"title", "end"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
    return Project(root, root / "digests", root / "site", root / ".cache")


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def make(project: Project, source: object, guard: Guard | None = None, **options: str | None) -> int:
    from newsdesk.commands import new

    given = argparse.Namespace(source=str(source), **{"week": None, "name": None, **options})
    return new.run(project, given, guard)


def written(project: Project, before: dict[str, bytes]) -> set[str]:
    after = tree(project.root)
    assert {path: raw for path, raw in after.items() if path in before} == before, "something was overwritten"
    return set(after) - set(before)


def registered(project: Project) -> None:
    """Put the invented outlets of the saved pages into the register."""
    path = project.digests / "outlets.yaml"
    facts = "country languages kind owner funder self_description legal_status"
    unknown = "".join(f"    {fact}: unknown\n" for fact in facts.split())
    path.write_text(
        path.read_text("utf-8")
        + "".join(
            f"  paper-{a.language}:\n    name: {a.site}\n    name_language: {a.language}\n"
            f"    name_en: Paper {a.language}\n"
            f"    domains: [{a.domain}]\n    home: {{value: https://{a.domain}/, basis: own-page}}\n{unknown}"
            for a in ARTICLES
        ),
        "utf-8",
    )


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
needs_extra = pytest.mark.skipif(
    any(importlib.util.find_spec(module) is None for module in EXTRA), reason="the extra `capture` is not installed"
)


@needs_extra
def test_from_a_saved_page_to_a_draft_in_one_command(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    registered(project)
    page = project.root.parent / "page.html"
    page.write_bytes(json_ld(LANTERN))
    before = tree(project.root)
    assert make(project, page) == 0
    name = "lighthouse-of-wendmouth-lit-again-after-nine-years"
    assert written(project, before) == {
        f"digests/2022-W42/{name}.yaml",
        f"captures/{name}.txt",
        f"captures/{name}.html",
        "captures/.gitignore",
    }
    assert (project.root / "captures" / ".gitignore").read_text("utf-8") == "*\n"
    assert (project.root / "captures" / f"{name}.html").read_bytes() == page.read_bytes()
    text = (project.root / "captures" / f"{name}.txt").read_text("utf-8")
    for paragraph in LANTERN.paragraphs:
        assert paragraph in text
    assert "…" not in text.split("\n\n")[-1]
    said = capsys.readouterr().out
    assert said.splitlines()[:2] == [f"Wrote digests/2022-W42/{name}.yaml", f"Wrote captures/{name}.txt"]
    assert f"Found: title {LANTERN.title}, date 2022-10-18, language en, outlet paper-en, " in said
    assert "TODO: read, topics, countries, summary, sources, context, references, drafted_by." in said
    assert said.endswith(
        "Next: open the draft, read it beside the article, and run: .venv/bin/python build_digest.py check\n"
    )
    draft = (project.digests / "2022-W42" / f"{name}.yaml").read_text("utf-8")
    data = yaml.safe_load(draft)
    assert {key: data[key] for key in ("title", "outlet", "published_basis", "language", "url", "byline")} == {
        "title": LANTERN.title,
        "outlet": "paper-en",
        "published_basis": "printed",
        "language": "en",
        "url": "https://lantern.example/news/lighthouse/",
        "byline": "Odile Marsh",
    }
    assert str(data["published"]) == "2022-10-18"
    assert "#      text: We counted every single lamp, and every one of them works,\n" in draft
    assert "#  # Attributed by: “…” said the keeper Ada Quill, who has lived" in draft


@needs_extra
def test_the_check_leads_from_the_draft_to_a_valid_entry(project: Project) -> None:
    registered(project)
    source = project.root.parent / "page.html"
    source.write_bytes(json_ld(LANTERN))
    make(project, source, name="lighthouse")
    path = project.digests / "2022-W42" / "lighthouse.yaml"
    problems = [p for p in examine(project).problems if p.path.endswith("lighthouse.yaml")]
    assert {p.rule for p in problems} == {"todo"}
    assert [p.message for p in problems] == [
        f'"{field}" is still TODO.'
        for field in ("read", "topics", "countries", "summary", "sources", "context", "references", "drafted_by")
    ]
    lines = path.read_text("utf-8").splitlines()
    assert all(lines[p.line - 1][p.column - 1 :].startswith("TODO") for p in problems)
    topic = next(iter(yaml.safe_load((project.digests / "topics.yaml").read_text("utf-8"))["topics"]))
    text = path.read_text("utf-8")
    # The block of the one quotation, without its #, as the comment above it says.
    start = text.index("#  # Attributed by")
    end = text.index("\n# What a reader needs")
    block = re.sub(r"^#", "", text[start:end], flags=re.MULTILINE)
    block = block.replace("name: TODO", "name: Ada Quill").replace("role: TODO", "role: keeper")
    block = block.replace("actor: TODO", "actor: official").replace("says: TODO", "says: That every lamp works.")
    text = text[:start] + block + text[end:]
    answers = {
        "read": "full",
        "topics": f"[{topic}]",
        "countries": "[IS]",
        "sources": "",
        "drafted_by": "human",
        "summary": "The report says that the lighthouse of Wendmouth was lit again on a Monday evening after nine dark"
        " years. It quotes the keeper Ada Quill, who says that all of its lamps now work.",
        "context": "The tower went dark in October 2013, when its lens broke in a storm, by the record of the harbour"
        " [record]. The council set money aside for a new lens in each year from 2019 on, by its own"
        " accounts [accounts].",
        "references": "{record: {url: https://record.example/2013}, accounts: {url: https://accounts.example/}}",
    }
    for field, value in answers.items():
        text = re.sub(rf"^{field}: (TODO|\[TODO\]|>\n  TODO)", f"{field}: {value}", text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    outcome = examine(project)
    left = [p for p in outcome.problems if p.path.endswith("lighthouse.yaml")]
    assert [(p.rule, p.severity.value) for p in left] == [("comment-copies", "warning")]
    path.write_text(re.sub(r"^[ \t]*#.*\n", "", text, flags=re.MULTILINE), "utf-8")
    outcome = examine(project)
    assert [p for p in outcome.problems if p.path.endswith("lighthouse.yaml")] == []
    assert outcome.collection
    entry = next(entry for entry in outcome.collection.entries if entry.id == "lighthouse")
    assert [(s.name, s.name_printed, s.quote.text if s.quote else "") for s in entry.sources] == [
        ("Ada Quill", "Ada Quill", "We counted every single lamp, and every one of them works,")
    ]


@needs_extra
def test_nothing_is_ever_overwritten(project: Project) -> None:
    source = project.root.parent / "swans.txt"
    source.write_text(TEXT, "utf-8")
    assert make(project, source, week="2022-W42", name="swans") == 0
    before = tree(project.root)
    with pytest.raises(Refusal) as refusal:
        make(project, source, week="2022-W43", name="swans")
    assert str(refusal.value) == "There is already 2022-W42/swans.yaml. Choose another name with --name."
    (project.digests / "2022-W42" / "swans.yaml").unlink()
    with pytest.raises(Refusal) as refusal:
        make(project, source, week="2022-W42", name="swans")
    assert str(refusal.value) == "captures/swans.txt is already there. Choose another name with --name."
    assert {p: raw for p, raw in before.items() if p != "digests/2022-W42/swans.yaml"} == tree(project.root)


@needs_extra
def test_a_text_that_lies_in_captures_already_is_left_as_it_is(project: Project) -> None:
    captures = project.root / "captures"
    captures.mkdir()
    (captures / "swans.txt").write_text(TEXT, "utf-8")
    before = tree(project.root)
    assert make(project, captures / "swans.txt", week="2022-W50", name="swans") == 0
    assert written(project, before) == {
        "captures/.gitignore",
        "digests/2022-W50/swans.yaml",
        "digests/2022-W50/_digest.yaml",
    }
    assert (project.digests / "2022-W50" / "_digest.yaml").read_text("utf-8") == "schema: 1\nstatus: draft\n"


@needs_extra
@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"week": "2022-42"}, UsageError, '"2022-42" is not an ISO 8601 week. Write it like 2022-W42.'),
        ({"week": "../../x"}, UsageError, '"../../x" is not an ISO 8601 week. Write it like 2022-W42.'),
        ({"week": "2022-W42", "name": "../x"}, UsageError,
         '"../x" cannot be the name of an entry: use small Latin letters, digits and single hyphens.'),
        ({"week": "2022-W42", "name": "x/y"}, UsageError,
         '"x/y" cannot be the name of an entry: use small Latin letters, digits and single hyphens.'),
        ({"week": "2022-W41", "name": "gulls-counted"}, Refusal,
         "There is already 2022-W41/gulls-counted.yaml. Choose another name with --name."),
    ],
)  # fmt: skip
def test_names_and_weeks_that_cannot_be(project: Project, options: dict, kind: type, message: str) -> None:
    source = project.root.parent / "swans.txt"
    source.write_text(TEXT, "utf-8")
    before = tree(project.root)
    with pytest.raises(kind) as refusal:
        make(project, source, **options)
    assert str(refusal.value) == message
    assert tree(project.root) == before


@needs_extra
@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The file holds no text."),
        (b"   \n", "The file holds no text."),
        (b"GIF89a\0\0\0", "{} is no page, text or PDF."),
        (b"%PDF-1.7 rubbish", "The PDF cannot be read (PdfStreamError). Save its text as a .txt file."),
        (
            b"<html><body></body></html>",
            "The page holds no text. If a script fills it in, copy the text from a browser into a .txt file.",
        ),
        (b"x" * (5 * 1024 * 1024 + 1), "{} is larger than 5 MB. Save the text of the article alone."),
    ],
)
def test_files_that_hold_no_article(project: Project, raw: bytes, message: str) -> None:
    source = project.root.parent / "source.bin"
    source.write_bytes(raw)
    before = tree(project.root)
    with pytest.raises(Refusal) as refusal:
        make(project, source, week="2022-W42")
    assert str(refusal.value) == message.format(source)
    assert tree(project.root) == before


@needs_extra
def test_a_link_in_place_of_a_folder_is_not_followed(project: Project) -> None:
    source = project.root.parent / "swans.txt"
    source.write_text(TEXT, "utf-8")
    outside = project.root.parent / "outside"
    outside.mkdir()
    (project.root / "captures").symlink_to(outside)
    with pytest.raises(Refusal, match="is a link to another place"):
        make(project, source, week="2022-W42", name="swans")
    assert list(outside.iterdir()) == []


@needs_extra
def test_look_alikes_are_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    page, copy = project.root.parent / "page.html", project.root.parent / "copy.txt"
    page.write_bytes(json_ld(LANTERN))
    copy.write_text("Lamp of Wendmouth\n\n" + "\n\n".join(LANTERN.paragraphs).replace("four hundred", "many"), "utf-8")
    make(project, page, name="first")
    capsys.readouterr()
    make(project, copy, name="second", week="2022-W42")
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Look: ")]
    assert len(said) == 1
    assert re.fullmatch(r"Look: captures/first\.txt has 9\d% of its word sequences in common with this text\.", said[0])
    draft = (project.digests / "2022-W42" / "second.yaml").read_text("utf-8")
    assert "# Look: captures/first.txt has" in draft
    known = examine(Project(DATA, DATA / "digests", project.site, project.cache)).collection
    assert known
    entry = next(entry for entry in known.entries if entry.url)
    here = b"https://lantern.example/news/lighthouse/"
    page.write_bytes(bare_words(LANTERN).replace(here, (entry.url or "").encode()))
    make(project, page, name="third", week="2022-W42")
    assert f"Look: digests/{entry.week}/{entry.id}.yaml is about the same address." in capsys.readouterr().out


@needs_extra
def test_the_outlet_is_found_wherever_its_domain_is_registered(project: Project) -> None:
    """And the measure of all pages: title, date, and no date that is wrong and certain."""
    from newsdesk.intake.capture import read

    registered(project)
    from newsdesk.check import check
    from newsdesk.load import read_tree

    outlets = {k: v.record for k, v in check(read_tree(project.digests, project.root)[0])[0].outlets.items()}
    scores = dict.fromkeys(("title", "date", "wrong", "outlet", "pages", "dated", "addressed"), 0)
    for page in [*pages(), *variants()]:
        capture = read(page.html, "html", charset=None, address=None, today=datetime.date(2026, 11, 24))
        found = capture.published.value if capture.published and capture.published.certain else None
        scores["pages"] += 1
        scores["dated"] += page.day is not None
        scores["title"] += bool(capture.title) and capture.title.value == page.title
        scores["date"] += page.day is not None and found == page.day
        scores["wrong"] += found not in (None, page.day)
        if capture.url:  # only then does a page have a domain
            scores["addressed"] += 1
            scores["outlet"] += outlet_of(capture, outlets).id == _paper(page)
    assert scores == {"pages": 149, "dated": 97, "title": 149, "date": 97, "wrong": 0, "addressed": 67, "outlet": 67}


def _paper(page: SavedPage) -> str:
    return next(f"paper-{a.language}" for a in ARTICLES if a.domain == page.domain)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


@needs_extra
def test_an_address_is_fetched_and_kept_as_it_came(project: Project, server: HostileServer) -> None:
    from warcio.archiveiterator import ArchiveIterator

    guard = Guard(only_home, resolver(page_example="127.0.0.1"))  # type: ignore[arg-type]
    before = tree(project.root)
    assert make(project, f"http://page.example:{server.port}/cookie", guard) == 0
    assert written(project, before) == {
        "captures/.gitignore",
        "captures/swans-counted-again.txt",
        "captures/swans-counted-again.warc.gz",
        "digests/2022-W42/swans-counted-again.yaml",
    }
    raw = (project.root / "captures" / "swans-counted-again.warc.gz").read_bytes()
    records = [
        (r.rec_headers["WARC-Target-URI"], r.http_headers["Set-Cookie"], r.content_stream().read())
        for r in ArchiveIterator(io.BytesIO(raw))
    ]
    from hostile_server import PAGE

    assert records == [(f"http://page.example:{server.port}/cookie", None, PAGE)]


@needs_extra
@pytest.mark.parametrize("path", ["/bomb", "/to/http://127.0.0.2/", "/stall", "/picture"])
def test_nothing_is_written_of_what_was_refused(project: Project, server: HostileServer, path: str) -> None:
    guard = Guard(only_home, resolver(page_example="127.0.0.1"), seconds=0.6)  # type: ignore[arg-type]
    before = tree(project.root)
    with pytest.raises(Refusal):
        make(project, f"http://page.example:{server.port}{path}", guard)
    assert tree(project.root) == before


@needs_extra
def test_the_command_line_has_no_guard_to_take_off(project: Project) -> None:
    for address in ("http://127.0.0.1:1/", "http://localhost/", "ftp://page.example/", "file:///etc/passwd"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "build_digest.py"), "new", "--root", str(project.root), address],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f'build_digest.py: "{address}" is no address to fetch: write it with http:// or https://.\n'
        )


HOSTILE = [
    b"<html><body>" + b"<div>" * 20_000 + b"deep words here" + b"</div>" * 20_000,
    b"<html><body><p>" + b"<b><i>" * 5000 + b"words",
    b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>words here",
    b'<html><script type="application/ld+json">{"@type":"Article","headline":"\\ud800 x","author":{"@id":["x"]},'
    b'"datePublished":{"a":1},"@graph":[1,null,{"@type":{}}]}</script><p>words here</p>',
    b"<html lang='\xff\xfe'><title>\x00\x01\x02</title><h1>\x1b[31mred</h1><p>words</p>",
    "<html><h1>‮evil⁦</h1><p>words‮ here</p>".encode(),
    b'<html><meta property="og:url" content="javascript:alert(1)"><h1>words: # here</h1><p>some',
    b'<html><link rel="canonical" href="http://[bad"><base href="http://[x"><h1>words here</h1><p>some',
    b'<html><meta property="article:published_time" content="9999-99-99T99:99"><h1>words here</h1><p>some',
    b"<html><h1>words here</h1><time datetime='" + b"9" * 100_000 + b"'>" + b"1 " * 50_000,
    b"<html><meta charset='base64'><p>words here</p>",
    b"<html><meta charset='utf-7'><p>words here</p>",
    b"\xff\xfe<\0h\0t\0m\0l\0>\0w\0o\0r\0d\0",
    b"<html><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b; words</p>",
    b"<html><p>" + "«".encode() * 50_000 + b" words " + b'"' * 50_000,
]


@needs_extra
@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_give_a_draft_or_a_refusal(project: Project, raw: bytes) -> None:
    source = project.root.parent / "hostile.html"
    source.write_bytes(raw)
    before = tree(project.root)
    try:
        make(project, source, week="2022-W42")
    except Refusal:
        assert tree(project.root) == before
        return
    made = written(project, before)
    assert all(re.fullmatch(r"captures/[a-z0-9.-]+|digests/2022-W42/[a-z0-9-]+\.yaml", path) for path in made), made
    draft = next(path for path in made if path.endswith(".yaml"))
    document, problems = parse(draft, (project.root / draft).read_bytes())
    assert document is not None
    assert problems == []


PIECES = st.sampled_from([
    "<html>", "<html lang=ru>", "<article>", "</article>", "<h1>", "</h1>", "<p>", "<time datetime=2022-10-18>",
    "<header>", "<aside>", "<meta property=og:title content='a", "'>", '<script type="application/ld+json">',
    "</script>", "{", "}", "[", "]", '"@type":"NewsArticle"', '"datePublished":"2022-10-18"', ",", "18 October 2022",
    "«", "»", "“", "words and more words", "<div itemscope itemprop=datePublished>", "\x00", "&#0;", "&#xD800;",
    "<!--", "-->", "<title>", "http://[", "\u202e",
])  # fmt: skip


@needs_extra
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40), st.sampled_from(["html", "text", "pdf"]))
def test_any_page_is_read_or_refused(pieces: list[str], kind: str) -> None:
    from newsdesk.intake.capture import read

    raw = "".join(pieces).encode("utf-8", "replace")
    with suppress(Refusal):
        read(raw, kind, charset=None, address=None, today=datetime.date(2026, 1, 1))


def test_the_guide_has_the_line_that_installs_the_extra() -> None:
    guide = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    assert "```sh\nmake setup-capture\n```" in guide


@needs_extra
def test_no_comment_of_a_draft_becomes_part_of_a_folded_text(project: Project) -> None:
    source = project.root.parent / "swans.txt"
    source.write_text(TEXT, "utf-8")
    make(project, source, week="2022-W42", name="swans")
    text = (project.digests / "2022-W42" / "swans.yaml").read_text("utf-8")
    folded = re.sub(r"^(\w+): TODO$", r"\1: >\n  Some words.", text, flags=re.MULTILINE)
    data = yaml.safe_load(re.sub(r"^  TODO$", "  Some words.", folded, flags=re.MULTILINE))
    texts = [value for value in data.values() if isinstance(value, str) and value.startswith("Some words")]
    assert texts == ["Some words.\n"] * len(texts)
    assert len(texts) > 8
