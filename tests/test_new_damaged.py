"""Pages that were cut, mixed up, packed or made by a broken program: each becomes a draft or is refused by name."""

import base64
import contextlib
import datetime
import gzip
import quopri
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tables import each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from drafting import make, project_in, tree, written
from world_pages import pages

from newsdesk.intake.capture import kind_of, read
from newsdesk.load import parse
from newsdesk.problems import Refusal, UsageError

TODAY = datetime.date(2026, 11, 28)
WHOLE = {page.name: page for page in pages() if page.name in ("wordpress-ru", "joomla-ar", "live_blog-zh")}
HEAD = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lantern.example/a\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: "
)


def damaged(raw: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for _ in range(3):
        yield "cut", raw[: chance.randrange(len(raw))]
        yield "begun late", raw[chance.randrange(len(raw)) :]
    for name in (b"utf-16", b"utf-7", b"koi8-r", b"idna", b"base64", b"punycode", b"shift_jis", b"no-such", b"cp037"):
        yield f"declared as {name.decode()}", raw.replace(b'charset="utf-8"', b'charset="' + name + b'"')
    end = raw.find(b"</head>") + 7
    yield "two heads", raw[:end] + raw[:end] + raw[end:]
    yield "no head", raw[end:]
    yield "tables", b"<html><body>" + b"<table><tr><td>" * 300 + raw
    yield "one line", raw + b"<p>" + b"x" * 200_000
    yield "comments everywhere", raw.replace(b"<", b"<!-- c --><")
    yield "a comment that never ends", raw.replace(b"<h1", b"<!-- <h1")
    yield "instructions", raw.replace(b"<p", b"<?php echo 1 ?><p").replace(b"<h1", b'<?xml version="1.0"?><h1')
    yield "a template", raw.replace(b"<body", b"<body><template><h1>Wrong</h1></template><x")
    yield "a drawing's title", raw.replace(b"<head>", b"<head><svg><title>Icon</title></svg>")
    yield "nulls", raw.replace(b" ", b"\0 ")
    text = raw.decode()
    for name in ("utf-16-le", "utf-16-be", "utf-32-le"):
        yield name, text.encode(name)
    yield "packed", gzip.compress(raw)
    yield "quoted-printable", HEAD + b"quoted-printable\r\n\r\n" + quopri.encodestring(raw) + b"\r\n------B--"
    packed = HEAD + b"base64\r\n\r\n" + base64.encodebytes(raw)
    yield "a saved page, cut", packed[: chance.randrange(len(HEAD), len(packed))]
    yield "an unknown packing", HEAD + b"x-none\r\n\r\n" + raw
    noise = bytearray(raw)
    for _ in range(200):
        noise[chance.randrange(len(noise))] = chance.randrange(256)
    yield "noise", bytes(noise)
    yield "addresses", raw.replace(b'href="', b'href="http://[::1').replace(b'content="', b'content="\xff\0')
    data = raw.replace(b'"headline":', b'"headline":[[],{}],"x":').replace(
        b'"datePublished":', b'"datePublished":[9],"y":'
    )
    yield "data of other kinds", data.replace(b'"author":', b'"author":[null,[{}],7,{"name":["x",null,{}]}],"z":')


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_page_is_read_or_refused(name: str) -> None:
    chance, read_at_all = random.Random(4), 0
    for damage, raw in damaged(WHOLE[name].raw, chance):
        kind = kind_of(raw)
        if kind is None:
            continue
        with contextlib.suppress(Refusal):
            assert read(raw, kind, charset=None, address="https://lantern.example/2022/a", today=TODAY).text, damage
            read_at_all += 1
    assert read_at_all > 25


@each("damage", ["a drawing's title", "a template", "comments everywhere", "instructions", "nulls"])
def test_what_a_page_hides_is_not_its_headline(damage: str) -> None:
    page = WHOLE["wordpress-ru"]
    raw = dict(damaged(page.raw, random.Random(4)))[damage]
    found = read(raw, "html", charset=None, address=None, today=TODAY)
    assert found.title is not None
    assert found.title.value == page.title
    assert found.published is not None
    assert (found.published.value, found.published.certain) == (page.day, True)


def test_damaged_pages_become_drafts_or_refusals_and_nothing_else(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    before = tree(project.root)
    source = tmp_path / "page.html"
    for _, raw in list(damaged(WHOLE["wordpress-ru"].raw, random.Random(5)))[::4]:
        source.write_bytes(raw)
        with contextlib.suppress(Refusal):
            assert make(project, source, week="2022-W42") == 0
        for path in written(project, before):
            if path.endswith(".yaml"):
                document, problems = parse(path, (project.root / path).read_bytes())
                assert document is not None
                assert not problems
            (project.root / path).unlink()


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (tmp_path / "folder.html").mkdir()
    for name in ("folder.html", "nowhere.html"):
        with pytest.raises(UsageError, match=name):
            make(project, tmp_path / name)
