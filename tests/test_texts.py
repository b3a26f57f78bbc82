"""Plain text and Markdown: no text has a meaning of its own, lines have one width, none turns the line around it."""

import re
import textwrap
import unicodedata
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import unquote

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import EN, RU, Element, changed, checked, collection, parsed
from markupsafe import Markup
from tables import each

from newsdesk.collection import Collection
from newsdesk.views.editions import markdown, plain
from newsdesk.views.editions.escaping import (
    WIDTH,
    bare,
    isolated,
    markdown_link,
    markdown_text,
    readable,
    unlinked,
    wrap,
)
from newsdesk.views.setting.naming import called, iri

# Everything that readers of Markdown commonly know on top of it.
EXTENSIONS = ["abbr", "attr_list", "def_list", "footnotes", "fenced_code", "md_in_html", "smarty", "tables"]
OURS = set("a blockquote code em h1 h2 h3 li ol p strong ul".split())
RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"
HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- a comment",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "[x]: https://evil.example",
    "[^1]: a note",
    "*[abbr]: x",
    "`code` ``two`` ```three",
    "~~~ a fence",
    "~~gone~~",
    "# heading",
    "## heading ##",
    "ends with #",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "2022. A year",
    "> quoted",
    "=====",
    "-----",
    "***",
    "___",
    ": definition",
    "a | b | c",
    "*em* _em_ **b** __b__ ***x***",
    "<https://evil.example>",
    "https://evil.example/x",
    "www.evil.example",
    "&lt;b&gt; &amp; &#60; &copy;",
    "A & B",
    "{: .cls onclick=x }",
    "{#id} text",
    "\\",
    "\\# and \\*",
    "ends with a backslash \\",
    "(a) [b] {c}",
    "$x$ $$y$$",
    "line one\n# line two",
    "line one\n\n    line two",
    "line one\n---",
    "tab\tstop",
    "*a\n\n*b",
    "снег * лёд _ <b>",
]


def rendered(text: str) -> Element:
    return parsed(python_markdown.markdown(text, extensions=EXTENSIONS, output_format="html"))


def words(text: str) -> str:
    # The smarty extension prints other quotation marks and dashes.
    for straight, curly in (('"', "“”"), ("'", "‘’"), ("...", "…"), ("---", "—"), ("--", "–")):
        for char in curly:
            text = text.replace(char, straight)
    return " ".join(text.split())


@each("text", HOSTILE)
def test_a_text_in_markdown_is_its_words_and_nothing_else(text: str) -> None:
    for before, after in (("", ""), ("## ", ""), ("- ", ""), ("> ", ""), ("**Notice.** ", " and more"), ("*", "*")):
        page = rendered(f"{before}{markdown_text(text)}{after}\n")
        expected = {
            "## ": ["h2"],
            "- ": ["ul", "li"],
            "> ": ["blockquote", "p"],
            "**Notice.** ": ["p", "strong"],
            "": ["p"],
            "*": ["p", "em"],
        }[before]
        assert [element.tag for element in page.walk()] == expected
        around = page.text.removeprefix("Notice. ").removesuffix(" and more") if after == " and more" else page.text
        assert words(around) == words(text)
        assert "\n" not in markdown_text(text)


@each("text", HOSTILE)
def test_a_link_in_markdown_leads_where_we_say(text: str) -> None:
    (link,) = rendered(markdown_link(EN, text, "https://a.example/x_(y)*z*?a=1&copy=2;[b]'c")).every("a")
    assert words(link.text) == words(text)
    assert link.attrs == {"href": "https://a.example/x_%28y%29%2Az%2A?a=1&copy=2%3B%5Bb%5D%27c"}
    assert rendered(markdown_link(EN, text, "")).every("a") == []


@given(
    st.text(st.sampled_from("ab 1.)(#*_`~<>&;:=-+!|[]{}\\\"'\n/жش"), min_size=1)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cn"]), min_size=1)
)
def test_no_text_makes_an_element(text: str) -> None:
    text = text.strip() or "x"
    assert [element.tag for element in rendered(f"**Notice.** {markdown_text(text)}").walk()] == ["p", "strong"]


@cache
def headings() -> list[str]:
    """The headings of the digest as it is."""
    return [h.tag for h in rendered(markdown(collection(), "2022-W41")).walk() if h.tag[0] == "h"]


@each("text", HOSTILE)
def test_the_whole_digest_in_markdown_has_our_elements_only(text: str) -> None:
    fields: dict[str, Any] = {
        "title": text,
        "summary": f"{text}\n{text}",
        "byline": text,
        "context": f"{text} [a].",
        "published_note": text,
        "section": text,
    }
    (first, *_) = collection().by_id["strike-ends"].sources
    source = first.model_copy(update={"name": text, "says": text, "role": text, "name_printed": f"{text}."})
    known = changed("strike-ends", **fields, sources=(source,))
    page = rendered(markdown(known, "2022-W41"))
    assert {element.tag for element in page.walk()} <= OURS
    assert {name for element in page.walk() for name in element.attrs} <= {"href"}
    assert all(a.attrs["href"].startswith("https://") for a in page.every("a"))
    assert [h.tag for h in page.walk() if h.tag[0] == "h"] == headings()
    assert words(text) in [words(h.text) for h in page.walk() if h.tag in ("h2", "h3")]


@pytest.mark.parametrize("week", ["2022-W39", "2022-W41", "2022-W42", "2022-W43"])
def test_markdown_of_the_invented_digests_has_our_elements_only(week: str) -> None:
    page = rendered(markdown(collection(), week))
    assert {element.tag for element in page.walk()} <= OURS
    assert {name for element in page.walk() for name in element.attrs} <= {"href"}
    titles = [h.text.strip(RLI + PDI) for h in page.walk() if h.tag in ("h2", "h3")]
    for entry in collection().by_week[week]:
        assert [words(title) for title in titles].count(words(entry.title)) == 1


def test_what_is_markup_already_stays_so() -> None:
    assert markdown_text(Markup("*x*")) == "*x*"
    assert markdown_text("*x*") == r"\*x\*"
    assert markdown_text(12) == "12"


# Right to left.


@each(
    ("text", "tag", "shown"),
    [
        ("Swans", "en", "Swans"),
        ("Лебеди", "ru", "Лебеди"),
        ("الجمعية", "ar", f"{RLI}الجمعية{PDI}"),
        ("A الجمعية", "fa", f"{RLI}A الجمعية{PDI}"),
        ("الجمعية", None, f"{FSI}الجمعية{PDI}"),
        ("الجمعية", "en", f"{FSI}الجمعية{PDI}"),
    ],
)
def test_right_to_left_text_is_isolated(text: str, tag: str | None, shown: str) -> None:
    assert isolated(text, tag) == shown


def test_titles_and_names_from_right_to_left_are_isolated_wherever_they_stand() -> None:
    for text in (markdown(collection(), "2022-W42"), plain(collection(), "2022-W42")):
        assert f"{RLI}الجمعية تدعو إلى إضاءة المضيق{PDI}" in text
        assert f"{RLI}جمعية المصباح{PDI}" in text
        for line in text.split("\n"):
            outside = re.sub(f"[{RLI}{FSI}][^{PDI}]*{PDI}", "", line)
            assert not re.search("[\u0600-\u06ff]", outside), line
            assert not set(outside) & {RLI, FSI, PDI}


def test_an_isolate_is_closed_on_each_line_and_opened_again_on_the_next() -> None:
    title = "تونل تنگه سه روز بسته بود " * 8
    lines = wrap(f"Printed as {isolated(title.strip(), 'fa')}, and no more.", "- ").split("\n")
    assert len(lines) > 2
    for line in lines:
        assert len(re.findall(RLI, line)) == len(re.findall(PDI, line)) == 1
    assert lines[1].startswith(f"  {RLI}")


# Lines.


def columns(line: str) -> int:
    marks = {RLI, FSI, PDI}
    return sum(0 if c in marks else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@pytest.mark.parametrize("week", ["2022-W39", "2022-W41", "2022-W42", "2022-W43"])
def test_lines_of_plain_text_are_at_most_68_columns_wide_but_for_addresses(week: str) -> None:
    draft, settings = checked()
    for known in (collection(), Collection.of(draft, settings.model_copy(update={"site_name": "Strait " * 20}))):
        for line in plain(known, week).split("\n"):
            assert columns(line) <= WIDTH or "://" in line or "[.]" in line, line
            assert line == line.rstrip()


@given(st.text(st.sampled_from("ab cdefg-,. "), min_size=1, max_size=300), st.sampled_from(["", "- ", "[12] "]))
def test_lines_break_as_the_standard_library_breaks_them(text: str, first: str) -> None:
    words_of = " ".join(text.split()) or "x"
    expected = textwrap.wrap(
        words_of,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert wrap(words_of, first).split("\n") == expected


@given(st.text(st.sampled_from("ab 港湾日报 公。ж"), min_size=1, max_size=300))
def test_chinese_is_parted_anywhere_and_nothing_is_lost(text: str) -> None:
    made = wrap(text, "- ")
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", f"- {text}")
    assert all(columns(line) <= WIDTH for line in made.split("\n") if re.search("[港湾日报公。]", line))


def test_a_word_longer_than_a_line_keeps_whole() -> None:
    address = "https://example.org/" + "x" * 80
    assert wrap(f"Look at {address} there.") == f"Look at\n{address}\nthere."
    assert wrap(address) == address


@each(
    ("address", "without", "for_mail", "on_paper"),
    [
        ("https://www.a.example.org/x", "a.example.org/x", "a[.]example[.]org/x", "a.example.org/x"),
        (
            "http://a.example/?u=https://b.example/",
            "a.example/?u=https://b.example/",
            "a[.]example/?u=https://b.example/",
            "a.example/?u=https://b.example/",
        ),
        ("a.example/x.html", "a.example/x.html", "a[.]example/x.html", "a.example/x.html"),
        ("https://a.example/%D0%B6", "a.example/%D0%B6", "a[.]example/%D0%B6", "a.example/ж"),
        ("https://a.example/%FF%20", "a.example/%FF%20", "a[.]example/%FF%20", "a.example/%FF%20"),
        ("https://a.example/%20%0A", "a.example/%20%0A", "a[.]example/%20%0A", "a.example/%20%0A"),
    ],
)
def test_addresses_as_text(address: str, without: str, for_mail: str, on_paper: str) -> None:
    assert (bare(address), unlinked(address), readable(address)) == (without, for_mail, on_paper)


@each(
    ("address", "shown"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/%d0%b6-%D0%B6?q=%E4%B8%AD", "https://a.example/ж-ж?q=中"),
        ("https://a.example/%20%22%2F%25", "https://a.example/%20%22%2F%25"),
        # A space, a quotation mark and a sign that turns the line, beyond ASCII.
        ("https://a.example/%C2%A0%E2%80%9C%E2%80%AE", "https://a.example/%C2%A0%E2%80%9C%E2%80%AE"),
        ("https://a.example/%D0%B6%FF", "https://a.example/%D0%B6%FF"),
        ("https://a.example/%F0%9F%98%80%", "https://a.example/%F0%9F%98%80%"),
    ],
)
def test_letters_of_an_address_stand_as_letters_and_nothing_else_changes(address: str, shown: str) -> None:
    assert iri(address) == shown
    assert unquote(iri(address)) == unquote(address)


def test_lists_call_an_outlet_by_a_name_that_readers_of_the_site_can_read() -> None:
    names = {"volna": ("Volna", "en"), "strait-gazette": ("Strait Gazette", "en")}
    assert {name: called(EN, collection().outlets[name]) for name in names} == names
    assert called(RU, collection().outlets["volna"]) == ("Волна", "ru")


def test_a_site_without_a_newsletter_or_notes_reads_well() -> None:
    known = replace(collection(), restricted={})
    assert "\n\n\n" not in plain(known, "2022-W42")
    assert "\n\n\n" not in markdown(known, "2022-W42")
