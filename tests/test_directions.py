"""Texts whose letters run from the right stand apart in every line, whatever their record says of them."""

import dataclasses
import re

from invented import collection
from lxml import html as parser
from tables import each

from newsdesk.collection import Collection
from newsdesk.interface import words_of
from newsdesk.model import Entry
from newsdesk.views import Page, all_pages
from newsdesk.views.setting.directions import apart, from_the_right
from newsdesk.views.setting.numbers import listed
from newsdesk.views.setting.page import environment

NAME = "صحيفة الضفة"
LETTERS = re.compile("[\u0590-\u08ff]")
# What stands apart without an element of its own: drawings, choices of a form, sources that are copied as they are.
ALONE = ("bdi", "svg", "option", "pre", "script", "title")


@each(
    ("template", "made"),
    [
        ("<p>{{ a }} 26</p>", f"<p><bdi>{NAME}</bdi> 26</p>"),
        ("<p>{{ b }}</p>", "<p>Lamp</p>"),
        ('<p title="{{ a }}">x</p>', f'<p title="{NAME}">x</p>'),
        ("<a{{ tag | in }}>{{ a }}</a>", f'<a dir="auto">{NAME}</a>'),
        ("<a{{ ar | in }}>{{ a }}</a>", f'<a lang="ar" dir="rtl">{NAME}</a>'),
        ("<a{{ tag | in }}>{{ b }}</a>", "<a>Lamp</a>"),
        ("<a{{ ar | in }}>{{ a }}</a> {{ a }}", f'<a lang="ar" dir="rtl">{NAME}</a> <bdi>{NAME}</bdi>'),
        ("<a{{ ar | in }}><b>{{ a }}</b></a>", f'<a lang="ar" dir="rtl"><b><bdi>{NAME}</bdi></b></a>'),
        ('<a class="{% if b %}x{% endif %}" id="{{ b }}">{{ a }}</a>', f'<a class="x" id="Lamp"><bdi>{NAME}</bdi></a>'),
        ("<title>{{ a }}</title>", f"<title>{NAME}</title>"),
        ("<option>{{ a }}</option>", f"<option>{NAME}</option>"),
        ("<bdi>{{ a }}</bdi>", f"<bdi>{NAME}</bdi>"),
        ("<p>{{ evil }}</p>", f"<p><bdi>&lt;b&gt;{NAME}</bdi></p>"),
        ("<p>{% trans a=a %}By {{ a }}.{% endtrans %}</p>", f"<p>By <bdi>{NAME}</bdi>.</p>"),
    ],
)
def test_a_value_stands_apart_where_it_needs_to(template: str, made: str) -> None:
    env = environment(words_of("en"))
    compiled = env.template_class.from_code(env, env.compile(template, "x.html"), env.make_globals(None))
    assert compiled.render(a=NAME, b="Lamp", tag="en", ar="ar", evil=f"<b>{NAME}") == made


def test_names_in_a_sentence_keep_their_order() -> None:
    words = words_of("en")
    assert listed(words, [NAME, "Lamp", NAME]) == f"\u2068{NAME}\u2069, Lamp and \u2068{NAME}\u2069"
    assert apart("Lamp") == "Lamp"
    assert [from_the_right(text) for text in ("Lamp", "Лампа", "灯", NAME, "מנורה", "ܫܪܓܐ", "ދިވެހި")] == [False] * 3 + [
        True
    ] * 4


def turned(entry: Entry) -> Entry:
    """The entry with Arabic letters before everything that is a name or a title."""
    return entry.model_copy(
        update={
            "title": f"عنوان {entry.title}",
            "byline": f"بقلم {entry.byline}",
            "section": f"قسم {entry.section}",
            "sources": tuple(
                one.model_copy(update={"name": f"قائل {one.name}", "name_printed": None, "role": f"رئيس {one.role}"})
                for one in entry.sources
            ),
            "references": {
                id: one
                if one.entry
                else one.model_copy(update={"title": f"مرجع {one.title}", "publisher": f"ناشر {one.publisher}"})
                for id, one in entry.references.items()
            },
        }
    )


def in_arabic() -> Collection:
    """The invented collection, with such names in every place and no language beside them."""
    known = collection()
    entries = {entry.id: turned(entry) for entry in known.entries}
    grouped = {}
    for field in dataclasses.fields(known):
        groups = getattr(known, field.name)
        if isinstance(groups, dict) and all(isinstance(group, tuple) for group in groups.values()):
            held = [one for group in groups.values() for one in group]
            if held and all(isinstance(one, Entry) for one in held):
                grouped[field.name] = {key: tuple(entries[one.id] for one in group) for key, group in groups.items()}
    names = {"name_language": "en", "name_en": None}
    return dataclasses.replace(
        known,
        memo={},
        entries=tuple(entries.values()),
        by_id=entries,
        outlets={id: one.model_copy(update={"name": f"{NAME} {id[:2]}", **names}) for id, one in known.outlets.items()},
        people={id: one.model_copy(update={"name": f"آدا {one.name}"}) for id, one in known.people.items()},
        **grouped,
    )


def test_no_page_has_a_name_that_scrambles_its_line() -> None:
    loose = []
    for page in all_pages(in_arabic()):
        if isinstance(page, Page):
            for element in parser.fromstring(f"<div>{page.content}</div>").iter("*"):
                pieces = ((element.text, element), (element.tail, element.getparent()))
                for text, owner in pieces:
                    if owner is not None and LETTERS.search(re.sub("\u2068[^\u2069]*\u2069", "", text or "")):
                        around = [owner, *owner.iterancestors()]
                        if not any(one.tag in ALONE or one.get("dir") for one in around):
                            loose.append((page.path, owner.tag, text))
    assert loose == []
