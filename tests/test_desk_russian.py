"""A desk of a Russian collection speaks Russian: what is English on its pages stands in the files, or is a name."""

import json
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import desk as verbs
import pytest
from drafts_on_desk import ARTICLE, DRAFT
from invented import RU, VOID
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.desk.records.rooms import ROOMS, meanings
from newsdesk.desk.speaking import spoken
from newsdesk.interface.saying import said
from newsdesk.model import Digest, Entry, Source

PAGES = (
    "/", "/inbox", "/review", "/review/ferry-stops", "/draft/lamp-lit", "/draft/nobody", "/preview/lamp-lit", "/weeks",
    f"/weeks/{verbs.WEEK}", f"/weeks/{verbs.NEXT}", "/weeks/2022-W44", "/gaps", "/gaps/genre", "/gaps/balance",
    "/registers/outlets", "/registers/people", "/registers/topics", "/registers/stories", "/registers/outlets/beacon",
    "/registers/people/ada-quill", "/registers/people/nobody", "/after/swans-counted", f"/after/{verbs.WEEK}",
    "/after/nobody", "/changes", f"/changes/file?path=digests/{verbs.NEXT}/lamp-lit.yaml", "/blind",
    "/blind/ferry-stops", "/about", "/add", "/add?url=https://a.example/1", "/add?url=x", "/file/digests/people.yaml",
    "/nothing",
)  # fmt: skip
# Names of programs, formats, files and verbs, which are the same in every language; those of fields are.
NAMES = frozenset(
    "BibTeX CSL CSV EDTF EML HTML IPTC JSON JavaScript Lines OPML PDF Parquet RIS Tester captures desk digests feeds"
    " fingerprint git ice-comes inbox jsonl lamp-lit maintainers material medtop minor mkdocs notes outlets"
    " reconcile survey swans-leave txt unowned voice yaml yml".split()
) | {*Entry.model_fields, *Source.model_fields, *Digest.model_fields}
# Several words, or one: of those that belong together every one has to be known.
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ ,_-]+[A-Za-z][A-Za-z'’]*)*")
_SAID = frozenset({"alt", "aria-label", "placeholder", "title"})
_NOT_SAID = frozenset({"code", "kbd", "pre", "script", "style"})


class Words(HTMLParser):
    """The texts of a page that people see or hear, but for code and what is marked as English."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_apart = tag in _NOT_SAID or given.get("lang") == "en" or self._is_apart()
        if tag not in VOID:
            self._open.append((tag, is_apart))
        if not is_apart:
            self.texts += [value for name, value in attrs if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_apart():
            self.texts.append(data)

    def _is_apart(self) -> bool:
        return bool(self._open) and self._open[-1][1]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("russian"))
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, language: ru, font: false}}\n", "utf-8")
    write_tree(root, {f"{verbs.NEXT}/lamp-lit.yaml": DRAFT, "../captures/lamp-lit.txt": ARTICLE})
    for name, value in (("user.name", "Ada Quill"), ("user.email", "ada-quill@beacon.example")):
        subprocess.run(["git", "config", name, value], cwd=root, check=True)
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache"), "ru") as one:
        yield one


def english_in(texts: list[str], known: str) -> set[str]:
    """What is English in some texts and stands in no file."""
    runs = {run for text in texts for run in _LATIN.findall(" ".join(text.split()))}
    return {run for run in runs if run not in known and not NAMES.issuperset(re.split(r"[ ,]+", run))}


def in_files(root: Path) -> str:
    """All that stands in the files of a collection."""
    return " ".join(" ".join(text.split()) for text in verbs.files_in(root).values())


def test_pages_say_nothing_in_english(opened: Opened) -> None:
    known, found = in_files(opened.desk.project.root), dict[str, set[str]]()
    for path in PAGES:
        page = opened.send("GET", path, x_desk=opened.desk.token, accept="text/html")[1]
        assert "<html" in page, path
        found[path] = english_in(Words(page).texts, known)
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_scripts_say_nothing_in_english() -> None:
    texts = [re.sub(r"\{\w+\}", "", RU(text)) for text in spoken()]
    assert english_in(texts, "") == set()


def test_forms_of_the_registers_say_what_each_field_means_down_to_the_innermost() -> None:
    asked = {text for room in ROOMS for text in meanings(room)}
    assert len(asked) > 150
    assert {text for text in asked if said(RU, text) == text} == set()


# What a file is called, what stands in it, and how the answer begins.
READ = {
    "a.eml": (b"From: a@a.example\r\nSubject: Hi\r\n\r\nNo link.", "a.eml: inbox-empty: В письме нет ни одной ссылки"),
    "a.csv": (b"number,what\n1,2\n", "a.csv:1: inbox-no-columns: Ни один столбец не называется url или title."),
    "a.txt": (
        b"https://a.example/9\nnothing here\n",
        "a.txt:2: inbox-no-address: В «nothing here» нет адреса. Напишите его с https://.",
    ),
}


def post(opened: Opened, path: str, raw: bytes) -> Any:
    headers = {"x_desk": opened.desk.token, "origin": opened.address, "content_type": "application/json"}
    return json.loads(opened.send("POST", path, raw, **headers)[1])


def test_what_cannot_be_read_is_told_in_russian(opened: Opened) -> None:
    for name, (raw, begins) in READ.items():
        told = post(opened, f"/api/inbox/upload?{urlencode({'name': name})}", raw)["told"]
        assert [line[: len(begins)] for line in told] == [begins]


def test_in_the_place_of_a_name_stands_what_the_language_calls_a_private_person(opened: Opened) -> None:
    form = {"what": "name", "names": "Bo Lind", "why": "Просьба"}
    told = post(opened, "/api/after/ferry-stops/try", json.dumps(form).encode())
    assert "частное лицо" in json.dumps(told, ensure_ascii=False), told
