"""Files that a collection does without: they are not made, nothing leads to them, and what was published stays."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from invented import collection, parsed
from makers import brief
from tables import each

from newsdesk.model.more_files import LeftOut
from newsdesk.model.settings import Settings
from newsdesk.store.answering import left_out_line, published_before
from newsdesk.views import File, Page, all_pages

SITE = "https://example.org/press/"
GONE = {
    LeftOut.ENTRY_JSON: r"api/v1/entries/[^/]+\.json",
    LeftOut.GROUP_FEEDS: r"feeds/(topics|stories|countries|languages|outlets|people)/[^/]+\.(atom|json)",
    LeftOut.CITE_FILES: r".*/cite\.(bib|ris|csl\.json)",
}


@cache
def made(*kinds: LeftOut) -> dict[str, Page | File]:
    known = collection()
    extra = known.settings.extra.model_copy(update={"leave_out": kinds})
    other = replace(known, settings=known.settings.model_copy(update={"extra": extra}), memo={})
    return {one.path: one for one in all_pages(other)}


def targets(one: Page | File) -> Iterator[str]:
    """Where the links of a page, and what its head names, lead below the site; and all addresses in a file of text."""
    if isinstance(one, Page):
        root = parsed(f"{one.head}{one.content}")
        found = [tag.attrs["href"] for name in ("a", "link") for tag in root.every(name)]
    else:
        found = (
            re.findall(rf"{re.escape(SITE)}[^\s\"<>)]+", one.text)
            if one.path.endswith((".opml", ".atom", ".txt"))
            else []
        )
    return (urljoin(SITE + one.path, to).partition("#")[0].removeprefix(SITE) for to in found)


@each("kind", list(LeftOut))
def test_what_is_left_out_is_not_made_and_nothing_leads_there(kind: LeftOut) -> None:
    pattern = re.compile(GONE[kind])
    everything, less = made(), made(kind)
    gone = everything.keys() - less.keys()
    assert gone
    assert {path for path in gone if not pattern.fullmatch(path)} == set()
    assert less.keys() <= everything.keys()
    assert [path for path in less if pattern.fullmatch(path)] == []
    assert {(path, to) for path, one in less.items() for to in targets(one) if pattern.fullmatch(to)} == set()
    assert any(pattern.fullmatch(to) for one in everything.values() for to in targets(one)), "the test looks at them"


def test_the_api_describes_no_file_that_is_not_there() -> None:
    for path in ("api/v1/index.json", "api/v1/openapi.json"):
        whole, less = (made(*kinds)[path] for kinds in ((), (LeftOut.ENTRY_JSON,)))
        assert isinstance(whole, File)
        assert isinstance(less, File)
        assert "entries/{id}.json" in whole.text
        assert "entries/{id}.json" not in less.text


def wanting(*kinds: str) -> Settings:
    return Settings.model_validate({"site_name": "X", "extra": {"leave_out": kinds}})


@each(
    ("lines", "kinds", "line"),
    [
        ([], (), ""),
        ([], ("group-feeds", "entry-json"), "# Never published: entry-json, group-feeds.\n"),
        (["# All addresses."], ("entry-json",), "# Never published: entry-json.\n"),
        (["2022/w42/"], ("entry-json",), ""),
        (
            ["# Never published: entry-json, group-feeds.", "2022/w42/"],
            ("entry-json",),
            "# Never published: entry-json.\n",
        ),
        (["# Never published: entry-json.", "2022/w42/"], (), ""),
        (["# Never published: entry-json.", "2022/w42/"], ("cite-files",), ""),
    ],
)
def test_closing_a_week_keeps_what_was_never_published(lines: list[str], kinds: tuple[str, ...], line: str) -> None:
    assert left_out_line(lines, wanting(*kinds)) == line


@pytest.mark.parametrize(
    ("addresses", "refused"),
    [
        (None, []),
        ("# All addresses.\n", []),
        ("# All addresses.\n2022/w42/\n", ["entry-json", "cite-files"]),
        ("# Never published: entry-json.\n2022/w42/\n", ["cite-files"]),
        ("# Never published: cite-files, entry-json.\n2022/w42/\n", []),
        ("\ufeff2022/w42/\r\n", ["entry-json", "cite-files"]),
    ],
)
def test_what_was_published_cannot_be_left_out(tmp_path: Path, addresses: str | None, refused: list[str]) -> None:
    config, digests = tmp_path / "mkdocs.yml", tmp_path / "digests"
    config.write_text("site_name: X\nextra:\n  leave_out: [entry-json, cite-files]\n", "utf-8")
    digests.mkdir(exist_ok=True)
    (digests / "_addresses.txt").unlink(missing_ok=True)
    if addresses is not None:
        (digests / "_addresses.txt").write_text(addresses, "utf-8")
    found = published_before(config, tmp_path, digests, wanting("entry-json", "cite-files"))
    assert brief(found) == [
        (
            "left-out-published", 3, 14,
            f'"{kind}" was published with the addresses in digests/_addresses.txt, and what was published stays.',
            "Take it out of leave_out.",
        )
        for kind in refused
    ]  # fmt: skip
