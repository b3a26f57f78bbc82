"""Pages as Markdown: each page has one, it says the same, and no text of an entry is anything but words in it."""

import html as entities
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import data_in, each

from newsdesk.build import Project, build
from newsdesk.model.settings import Settings
from newsdesk.output.for_programs import LINK, with_twins

pytest.importorskip("html_to_markdown")
reader = pytest.importorskip("markdown_it").MarkdownIt
DATA = Path(__file__).parent / "data"
WANTED = Settings.model_validate({"site_name": "A *Digest*", "extra": {"markdown": True}})
ENTRY = "2022/w42/brackets-everywhere"


def rendered(text: str) -> list[Any]:
    """What a reader of Markdown with tables finds: tokens, the inner ones among them."""
    found = []
    for token in reader("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or [])]
    return found


def twin(article: str) -> str:
    files = dict(with_twins(WANTED, "a/index.html", f"<html><article class=x>{article}</article></html>".encode()))
    return files["a/index.md"].decode()


def words(tokens: list[Any]) -> str:
    """The words alone, without blanks: how lines are broken is not part of them."""
    return "".join("".join(token.content for token in tokens if token.type in ("text", "code_inline", "fence")).split())


HOSTILE = data_in(Path(__file__).parent / "cases/marks.yaml")


def check_words(text: str, place: str) -> None:
    """In that place of a page a text stays words: nothing else in the page changes."""
    whole = place.format(entities.escape(text))
    plain, found = rendered(twin(place.format("word"))), rendered(twin(whole))
    kinds = [token.type for token in plain if token.type not in ("text", "softbreak", "hardbreak", "text_special")]
    assert [t.type for t in found if t.type not in ("text", "softbreak", "hardbreak", "text_special")] == kinds
    links = [token.attrGet("href") for token in plain if token.type == "link_open"]
    assert [token.attrGet("href") for token in found if token.type == "link_open"] == links
    bare = re.sub(r"(?<!\\)\]\((<[^>\n]*>|[^)\s]*)", "", twin(whole))
    assert not re.search(r"(?i)https?://|www\.", bare), "which some readers make a link of"
    assert words(found) == words(plain).replace("word", "".join(text.split()), 1)


PLACES = [
    "<p>{}</p>", "<h1>{}</h1><p>x</p>", "<ul><li>{}</li><li>x</li></ul>", "<blockquote>{}</blockquote>",
    "<table><tr><th>H</th></tr><tr><td>{}</td></tr></table>", '<p><a href="https://a.example/">{}</a></p>',
    "<p>x <strong>{}</strong> y</p>", "<dl><dt>x</dt><dd>{}</dd></dl>", "<p>x<br>{}</p>",
]  # fmt: skip


@each("place", PLACES)
def test_hostile_texts_stay_words(place: str) -> None:
    for text in HOSTILE:
        check_words(text, place)


@examples(1)
@given(
    st.lists(st.sampled_from(["#", "*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "|", "-", "+", "=", "~", "\\", "&",
                              ":", "//", "https", "www.", ".", "1", "a", " ", "\n", "é", "ж"]), min_size=1, max_size=12)
    .map("".join).filter(str.strip),
    st.sampled_from(PLACES),
)  # fmt: skip
def test_any_marks_stay_words(text: str, place: str) -> None:
    check_words(text, place)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The invented collection with twins: built, and what is kept of it beside it."""
    top = tmp_path_factory.mktemp("twins")
    shutil.copytree(DATA, top / "data")
    shutil.copytree(built.parent / "cache", top / "cache")
    config = top / "data/mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("\nextra:\n", "\nextra:\n  markdown: true\n", 1), "utf-8")
    outcome = make(top)
    assert outcome.report, outcome.problems
    return top


def make(top: Path, name: str = "site") -> Any:
    return build(Project(top / "data", top / "data/digests", top / name, top / "cache"))


def twins(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("index.md")}


def test_each_page_has_a_twin_and_says_so(site: Path, built: Path) -> None:
    pages = {path.relative_to(site / "site").as_posix() for path in (site / "site").rglob("index.html")}
    found = twins(site / "site")
    assert {path.replace("index.md", "index.html") for path in found} == pages
    assert [path for path in sorted(pages) if LINK not in (site / "site" / path).read_text("utf-8")] == []
    assert not twins(built)
    assert LINK not in (built / "index.html").read_text("utf-8")
    for path, text in found.items():
        odd = {token.content for token in rendered(text) if token.type in ("html_block", "html_inline", "image")}
        assert odd <= {"<br>"}, path
        assert "[Sample Strait Digest](https://example.org/press/" in text.splitlines()[-1], path


def test_a_twin_says_what_to_know_first_and_who_drafted_it(site: Path) -> None:
    text = twins(site / "site")[f"{ENTRY}/index.md"]
    assert "Corrected on 1 November 2022\\. \\<script\\>" in text.partition("\n## ")[0], "before the text"
    for words_ in ("Drafted by a person; reviewed by", "owner: ", "(not yet checked)", "## References", "1. "):
        assert words_ in text
    withdrawn = twins(site / "site")["2022/w42/tunnel-report-withdrawn/index.md"]
    assert "withdrawn" in withdrawn.splitlines()[0]
    assert "| Week | Entries |" in twins(site / "site")["collection/index.md"], "the table behind a picture"


def test_llms_txt_leads_to_twins(site: Path) -> None:
    text = (site / "site/llms.txt").read_text("utf-8")
    assert "put `index.md` behind its address" in text
    for address in re.findall(r"\(https://example\.org/press/(\S+index\.md)\)", text):
        assert (site / "site" / address).is_file()


def test_twins_change_with_their_pages_and_no_others(site: Path) -> None:
    assert make(site).report.written == 0, "nothing changed, nothing written"
    before = twins(site / "site")
    file = site / "data/digests/2022-W41/strike-ends.yaml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("sail again", "sail, at last"), "utf-8")
        outcome = make(site)
        assert outcome.report, outcome.problems
        now = twins(site / "site")
        changed = {path for path in now if now[path] != before[path]}
        assert "2022/w41/strike-ends/index.md" in changed
        assert len(changed) < len(now) / 2
        make(site, "cold")
        assert twins(site / "cold") == now
    finally:
        file.write_text(text, "utf-8")
