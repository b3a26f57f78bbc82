"""`new` overwrites nothing, and whatever it is given becomes a draft or a refusal."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from drafting import TEXT, make, needs_extra, project_in, tree, written
from effort import examples
from hostile_server import HostileServer, hostile_server, resolver
from hypothesis import given
from hypothesis import strategies as st
from terminal import run
from test_fetch import only_home

from newsdesk.build import Project
from newsdesk.intake.fetch import Guard
from newsdesk.load import parse
from newsdesk.problems import Refusal, UsageError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_in(tmp_path)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


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
@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"week": "2022-42"}, UsageError, '"2022-42" is not an ISO 8601 week. Write it like 2026-W47.'),
        ({"week": "../../x"}, UsageError, '"../../x" is not an ISO 8601 week. Write it like 2026-W47.'),
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
        (b"%PDF-1.7 rubbish", "The PDF cannot be read (PDFSyntaxError). Save its text as a .txt file."),
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
        done = run("new", "--root", project.root, address)
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
@pytest.mark.parametrize(("number", "raw"), list(enumerate(HOSTILE)), ids=range(len(HOSTILE)))
def test_hostile_pages_give_a_draft_or_a_refusal(project: Project, number: int, raw: bytes) -> None:
    source = project.root.parent / "hostile.html"
    source.write_bytes(raw)
    before = tree(project.root)
    try:
        # The deepest ones may break what reads them: they are read where it matters to nobody.
        make(project, source, apart=number < 3, week="2022-W42")
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
@examples(0.6)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40), st.sampled_from(["html", "text", "pdf"]))
def test_any_page_is_read_or_refused(pieces: list[str], kind: str) -> None:
    from newsdesk.intake.capture import read

    raw = "".join(pieces).encode("utf-8", "replace")
    with suppress(Refusal):
        read(raw, kind, charset=None, address=None, today=datetime.date(2026, 1, 1))
