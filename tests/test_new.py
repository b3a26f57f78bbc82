"""`new`: one command from a file or an address to a draft that leads to a valid entry."""

import datetime
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from drafting import DATA, LANTERN, ROOT, TEXT, make, needs_extra, project_in, registered, tree, written
from hostile_server import HostileServer, hostile_server, resolver
from hypothesis import given
from hypothesis import strategies as st
from page_variants import variants
from saved_articles import ARTICLES, SavedPage
from saved_pages import bare_words, json_ld, pages
from tables import each
from test_fetch import only_home

from newsdesk.build import Project, examine
from newsdesk.intake.capture import EXTRA, Capture, Found, need_extra
from newsdesk.intake.draft.entry import id_for, outlet_of, week_for
from newsdesk.intake.draft.writing import comment, scalar
from newsdesk.intake.reach import Guard
from newsdesk.load import parse
from newsdesk.model.naming import slug
from newsdesk.problems import FRONT_DOOR, Refusal, Severity

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def test_the_extra_is_pinned_in_one_way() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = project["project"]["optional-dependencies"]["capture"]
    modules = {"pdfminer.six": "pdfminer", "python-bidi": "bidi"}
    names = [pin.partition("==")[0] for pin in pins]
    assert sorted(modules.get(name, name) for name in names) == sorted(EXTRA)


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "trafilatura" else True)
    with pytest.raises(Refusal) as refusal:
        need_extra()
    assert FRONT_DOOR.fill(str(refusal.value)).startswith(
        "This command needs trafilatura, which is not installed. Install the extra, once:\n    make setup-capture"
    )


@each(
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


@each(
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
                     " Name the week in which it was: --week 2026-W47"),
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


@needs_extra
def test_from_a_saved_page_to_a_draft_in_one_command(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    registered(project)
    page = project.root.parent / "page.html"
    page.write_bytes(json_ld(LANTERN))
    before = tree(project.root)
    assert make(project, page, apart=True) == 0
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
        f"Next: open the draft, read it beside the article, and run: .venv/bin/python build_digest.py finish {name}\n"
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
    [note] = [p for p in examine(project).problems if p.path.endswith("lighthouse.yaml")]
    assert (note.rule, note.severity) == ("unfinished", Severity.NOTE)
    outcome = examine(project, wanted="2022-W42/lighthouse.yaml")
    problems = [p for p in outcome.problems if p.path.endswith("lighthouse.yaml")]
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
    assert [p.message for p in left] == ["Left out, unfinished: it says status: draft."], "its comments are no fault"
    path.write_text(re.sub(r"^(?:[ \t]*#.*|status: draft)\n", "", text, flags=re.MULTILINE), "utf-8")
    outcome = examine(project)
    assert [p for p in outcome.problems if p.path.endswith("lighthouse.yaml")] == []
    assert outcome.collection
    entry = next(entry for entry in outcome.collection.entries if entry.id == "lighthouse")
    assert [(s.name, s.name_printed, s.quote.text if s.quote else "") for s in entry.sources] == [
        ("Ada Quill", "Ada Quill", "We counted every single lamp, and every one of them works,")
    ]


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
    before = tree(project.root)
    why = "is about the same address, and an article has one entry. Nothing was written."
    with pytest.raises(Refusal) as refusal:
        make(project, page, name="third", week="2022-W42")
    own = f"digests/{entry.week}/{entry.id}.yaml"
    assert (
        FRONT_DOOR.fill(str(refusal.value))
        == f"{own} {why} Look at it: .venv/bin/python build_digest.py review {entry.id}"
    )
    # A draft that waits for its editor is no entry yet, and is about an article all the same.
    page.write_bytes(json_ld(LANTERN))
    with pytest.raises(Refusal, match=r"digests/2\d{3}-W\d\d/first\.yaml is about .* Go on with it: .* finish first$"):
        make(project, page, name="fourth", week="2022-W43")
    assert tree(project.root) == before
    path = project.root / own
    text = path.read_text("utf-8").replace("corrections: []\n", "")
    gone = "corrections:\n- {date: 2026-11-21, kind: withdrawn, was: null, now: null, why: It was a hoax.}\n"
    path.write_text(text + gone, "utf-8")
    page.write_bytes(bare_words(LANTERN).replace(here, (entry.url or "").encode()))
    assert make(project, page, name="fifth", week="2022-W42") == 0
    assert f"Look: {own} is about the same address, and is withdrawn." in capsys.readouterr().out


@needs_extra
def test_a_look_alike_is_known_by_the_fingerprint_of_its_entry(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another machine has the capture; this one has the entry."""
    copy = project.root.parent / "copy.txt"
    said = (DATA / "articles" / "strike-in-russian.txt").read_text("utf-8")
    copy.write_text(f"Другой заголовок статьи\n\n{said}", "utf-8")
    make(project, copy, name="second", week="2022-W41")
    said = r"strike-in-russian\.yaml: by its fingerprint, its article shares about \d+% with this\."
    assert re.search(f"Look: digests/2022-W41/{said}", capsys.readouterr().out)


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
