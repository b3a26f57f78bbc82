"""The interface in another language: catalogues, templates, dates, numbers, lists, and switching between them."""

import ast
import importlib.util
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from invented import DATA, collection
from jinja2 import DictLoader, TemplateAssertionError
from pseudo import PSEUDO, Data, brackets, outside, texts_of, unsaid, unwrapped

from newsdesk import interface
from newsdesk.check.shape import shape
from newsdesk.interface import Words, languages, ngettext, pgettext, site_language, speak, speaking, spoken, words_of
from newsdesk.load.config import parse_config
from newsdesk.model import Actor, Cited, Edtf, OutletKind
from newsdesk.model.settings import Settings, Theme
from newsdesk.output.frame import _key, build_frame
from newsdesk.views import Page, all_pages
from newsdesk.views.editions import email, markdown, plain, printed
from newsdesk.views.search.records import search_records
from newsdesk.views.search.script_words import SEARCH, search_words
from newsdesk.views.setting.dates import say_date, say_month, say_period, say_short, say_week
from newsdesk.views.setting.engine import Engine
from newsdesk.views.setting.numbers import counted, listed, numeral, percent
from newsdesk.views.setting.page import country_name, in_language, language_name, marked, shared
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.lines import who

NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def script():
    path = Path(__file__).parent.parent / "scripts" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = script()


# The files of languages.


@pytest.mark.parametrize("tag", languages()[1:])
def test_a_language_is_complete_and_its_file_in_order(tag: str) -> None:
    path = messages.LOCALE / f"{tag}.po"
    template = messages.extracted()
    assert list(messages.faults(messages.read(path), template)) == []
    assert path.read_bytes() == messages.updated(path, template), "run python scripts/messages.py"


PO = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 ? 1 : 2);\\n"\n\n'
FAULTS = {
    'msgid "a {x}"\nmsgstr "б {x}"\n': [],
    'msgid "a {x}"\nmsgstr ""\n': ['"a {x}" is not translated.'],
    '#, fuzzy\nmsgid "a {x}"\nmsgstr "б {x}"\n': ['"a {x}" is marked fuzzy: look at it and take the mark away.'],
    'msgid "b"\nmsgstr "б"\n': ['"a {x}" is missing.', '"b" is no longer used.'],
    'msgctxt "c"\nmsgid "a {x}"\nmsgstr "б"\n': ['"a {x}" is missing.', '"a {x}" (c) is no longer used.'],
    'msgid "a {x}"\nmsgstr "б {y}"\n': [
        '"a {x}" has {y}, which the English has not: "б {y}".', '"a {x}" lacks {x}: "б {y}".',
    ],
    '#~ msgid "b"\n#~ msgstr "б"\n\nmsgid "a {x}"\nmsgstr "б {x}"\n': ['"b" is no longer used.'],
}  # fmt: skip


@pytest.mark.parametrize(("entries", "expected"), FAULTS.items())
def test_what_a_language_lacks_is_named(tmp_path: Path, entries: str, expected: list[str]) -> None:
    (tmp_path / "ru.po").write_text(PO + entries, "utf-8")
    template = messages.Catalog()
    template.add("a {x}")
    assert list(messages.faults(messages.read(tmp_path / "ru.po"), template)) == expected


def test_a_third_language_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    assert messages.main(["--new", "kk"]) == 0
    begun = (tmp_path / "kk.po").read_bytes()
    assert b"Language: kk" in begun
    assert messages.main([]) == 0
    assert (tmp_path / "kk.po").read_bytes() == begun, "the same messages give the same bytes"
    assert messages.main(["--check"]) == 1
    with pytest.raises(SystemExit):
        messages.main(["--new", "kk"])


def test_messages_in_f_strings_and_in_templates_are_found() -> None:
    found = {(message.context, messages._one(message)) for message in messages.extracted() if message.id}
    assert {(None, "entry"), (None, "owner: {name}"), (None, "Reference %(number)s"), ("pages", "Older")} <= found
    assert ("kind of outlet", "Imprint of a party or movement") in found


def test_a_message_is_no_f_string() -> None:
    with pytest.raises(ValueError, match="takes a written text, not an f-string"):
        list(messages.python(io.BytesIO(b'x = _(f"{n} swans")'), messages.KEYWORDS, (), {}))


@pytest.mark.parametrize("path", sorted(messages.PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_a_module_that_says_words_uses_the_underscore_for_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    says = any(
        isinstance(node, ast.ImportFrom) and any(alias.name == "_" for alias in node.names) for node in ast.walk(tree)
    )
    bound = [node.lineno for node in ast.walk(tree)
             if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)]  # fmt: skip
    assert not (says and bound), f"a loop over _ in lines {bound} hides _()"


def test_what_a_script_says_is_what_its_page_hands_to_it() -> None:
    catalogue = messages.extracted()
    script = ("newsdesk/theme/assets/newsdesk/search.js", None)
    said = [message.id for message in catalogue if script in message.locations]
    assert sorted(map(str, said)) == sorted(map(str, SEARCH))
    assert search_words() == "", "English stands in the script"
    with speaking("ru"):
        handed = json.loads(search_words().replace("\\u003c", "<"))
    assert handed["Searching …"] == "Идёт поиск…"
    assert handed["{number} entry"] == {
        "one": f"{{number}}{HARD}запись", "few": f"{{number}}{HARD}записи", "many": f"{{number}}{HARD}записей",
    }  # fmt: skip


# The setting.


def setting(lines: str) -> tuple[str | None, list[tuple]]:
    document, found = parse_config("mkdocs.yml", f"site_name: x\n{lines}".encode())
    assert document
    settings, faults = shape(Settings, document)
    return settings and settings.language, [(p.line, p.column, p.rule, p.message, p.hint) for p in found + faults]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        ("", "en"),
        ("theme: material\n", "en"),
        ("theme:\n", "en"),
        ("theme: {name: material, custom_dir: x}\n", "en"),
        ("theme: {name: material, language: en}\n", "en"),
        ("theme:\n  name: material\n  language: ru\n", "ru"),
    ],
)
def test_the_language_of_the_interface_is_that_of_the_theme(lines: str, language: str) -> None:
    assert setting(lines) == (language, [])


def test_a_language_that_the_interface_does_not_speak_is_refused() -> None:
    hint = f"Write {' or '.join(languages())}; another language is one file in newsdesk/locale/."
    assert setting("theme:\n  name: material\n  language: tlh\n") == (
        None, [(4, 13, "no-interface", 'The interface does not speak "tlh".', hint)],
    )  # fmt: skip
    # YAML takes the code of Norwegian for false.
    assert setting("theme: {language: no}\n") == (
        None, [(2, 19, "wrong-type", '"language" must be text, not true or false.', "Put it in quotes.")],
    )  # fmt: skip


# Dates, numbers, lists.

RUSSIAN_DATES = {
    "2022-10-22": f"22{HARD}октября 2022{NARROW}г.",
    "2022-10": f"октябрь 2022{NARROW}г.",
    "2022": f"2022{NARROW}г.",
    "2022-10-22~": f"примерно 22{HARD}октября 2022{NARROW}г.",
    "2022-10~": f"примерно октябрь 2022{NARROW}г.",
    "2022-10-03/2022-10-09": f"между 3 и 9{HARD}октября 2022{NARROW}г.",
    "2022-09-30/2022-10-02": f"между 30{HARD}сентября и 2{HARD}октября 2022{NARROW}г.",
    "2022-09/2022-10": f"сентябрь – октябрь 2022{NARROW}г.",
    "2004/2006": f"2004{NARROW}г. – 2006{NARROW}г.",
    "2022-10-03~/2022-10-09": f"между примерно 3 и 9{HARD}октября 2022{NARROW}г.",
}


@pytest.mark.parametrize(("edtf", "said"), RUSSIAN_DATES.items())
def test_russian_dates(edtf: str, said: str) -> None:
    with speaking("ru"):
        assert say_date(Edtf.parse(edtf)) == said


SAID: list[tuple[Callable[[], str], str, str]] = [
    (lambda: say_period(Edtf.parse("2022-10-17/2022-10-19")),
     "17 to 19 October 2022", f"с 17 по 19{HARD}октября 2022{NARROW}г."),
    (lambda: say_week("2022-W42"), "17–23 October 2022", f"17–23{HARD}октября 2022{NARROW}г."),
    (lambda: say_week("2022-W44"), "31 October – 6 November 2022", f"31{HARD}октября – 6{HARD}ноября 2022{NARROW}г."),
    (lambda: say_week("2020-W53"), "28 December 2020 – 3 January 2021",
     f"28{HARD}декабря 2020{NARROW}г. – 3{HARD}января 2021{NARROW}г."),
    (lambda: say_short(date(2022, 10, 17)), "17 Oct", f"17{HARD}окт."),
    (lambda: say_month(date(2022, 10, 17)), "October 2022", f"октябрь 2022{NARROW}г."),
    (lambda: numeral(999), "999", "999"),
    (lambda: numeral(12345), "12,345", f"12{HARD}345"),
    (lambda: percent(34), "34%", f"34{HARD}%"),
    (lambda: counted(1, "entry", "entries"), "1 entry", f"1{HARD}запись"),
    (lambda: counted(3, "entry", "entries"), "3 entries", f"3{HARD}записи"),
    (lambda: counted(5, "entry", "entries"), "5 entries", f"5{HARD}записей"),
    (lambda: counted(11, "entry", "entries"), "11 entries", f"11{HARD}записей"),
    (lambda: counted(21, "entry", "entries"), "21 entries", f"21{HARD}запись"),
    (lambda: counted(1234, "entry", "entries"), "1,234 entries", f"1{HARD}234{HARD}записи"),
    (lambda: listed([]), "", ""),
    (lambda: listed(["a"]), "a", "a"),
    (lambda: listed(["a", "b"]), "a and b", "a и b"),
    (lambda: listed(["a", "b", "c"]), "a, b and c", "a, b и c"),
    (lambda: listed(["a", "{b}", "c"], "or"), "a, {b} or c", "a, {b} или c"),
    (lambda: language_name("ky"), "Kyrgyz", "кыргызский"),
    (lambda: language_name("uz-Cyrl"), "Uzbek (Cyrillic)", "узбекский (кириллица)"),
    (lambda: country_name("KG"), "Kyrgyzstan", "Кыргызстан"),
    (lambda: word(Actor.PARTY), "party", "партия"),
    (lambda: word(OutletKind.PARTY), "Imprint of a party or movement", "Издание партии или движения"),
    (lambda: in_language("en"), "", ' lang="en" dir="ltr"'),
    (lambda: in_language("ru"), ' lang="ru" dir="ltr"', ""),
    (lambda: in_language(""), "", ""),
    (lambda: shared("mode", Cited.QUOTED), '<span class="nd-mode nd-mode--quoted">quoted</span>',
     '<span class="nd-mode nd-mode--quoted">цитата</span>'),
    (lambda: marked("x [a].", {"a": 1}), 'x<a class="nd-ref" href="#ref-1" aria-label="Reference 1">1</a>.',
     f'x<a class="nd-ref" href="#ref-1" aria-label="Ссылка{HARD}1">1</a>.'),
]  # fmt: skip


@pytest.mark.parametrize(("say", "english", "russian"), SAID)
def test_a_switch_of_language_reaches_every_cache(say: Callable[[], str], english: str, russian: str) -> None:
    for _round in range(2):
        assert say() == english
        with speaking("ru"):
            assert say() == russian
    assert say() == english


def test_a_cache_is_kept_while_the_language_is_the_same() -> None:
    calls = []

    @spoken
    def asked() -> str:
        calls.append(1)
        return pgettext("pages", "Older")

    speak("ru")
    assert asked() == asked() == "Более ранние"
    speak("ru")
    assert (asked(), len(calls), site_language()) == ("Более ранние", 1, "ru")
    speak("en")
    assert (asked(), len(calls), site_language()) == ("Older", 2, "en")


def test_what_is_not_translated_stays_english() -> None:
    with speaking("ru"):
        assert interface._("Nobody says this") == "Nobody says this"
        assert [ngettext("one swan", "swans", number) for number in (1, 5)] == ["one swan", "swans"]


# Templates.

SWANS = Words(
    "ru",
    {
        (None, "Swans & geese"): ("Лебеди & гуси",),
        ("bird", "Crane"): ("Журавль",),
        ("end", ", %(day)s."): (", %(day)s",),
        (None, "%(who)s saw %(what)s"): ("%(what)s: видел %(who)s",),
        (None, "100%% by %(who)s"): ("%(who)s: 100%%",),
        (None, "%(number)s swan"): ("%(number)s лебедь", "%(number)s лебедя", "%(number)s лебедей"),
        (None, 'see <a href="%(root)sx/">x</a>'): ('вот <a href="%(root)sx/">x</a>',),
        (None, "bad %(x)s"): ("плохо %(y)s",),
    },
    words_of("ru").plural,
)
NAMES = {"n": 2, "name": "A<b>", "thing": "B&c", "root": "../"}
FOLDED = [
    ('{{ _("Swans & geese") }}', "Swans &amp; geese", "Лебеди &amp; гуси"),
    ('{{ pgettext("bird", "Crane") }}', "Crane", "Журавль"),
    ('{{ (_("Swans & geese") if n else "x") | upper }}', "SWANS &amp; GEESE", "ЛЕБЕДИ &amp; ГУСИ"),
    ("{% trans who=name, what=thing %}{{ who }} saw {{ what }}{% endtrans %}",
     "A&lt;b&gt; saw B&amp;c", "B&amp;c: видел A&lt;b&gt;"),
    ("{% trans who=name %}\n  100% by {{ who }}\n{% endtrans %}", "100% by A&lt;b&gt;", "A&lt;b&gt;: 100%"),
    ("a\n{% trans who=name, what=thing %}{{ who }} saw {{ what }}{% endtrans %}\nb",
     "a\nA&lt;b&gt; saw B&amp;c\nb", "a\nB&amp;c: видел A&lt;b&gt;\nb"),
    ("{% for number in [1, 3, 5, 11, 21] %}{% trans number=number %}{{ number }} swan{% pluralize %}{{ number }} swans"
     "{% endtrans %}, {% endfor %}",
     "1 swan, 3 swans, 5 swans, 11 swans, 21 swans, ", "1 лебедь, 3 лебедя, 5 лебедей, 11 лебедей, 21 лебедь, "),
    ('{% trans "end" day=thing %}, {{ day }}.{% endtrans %}', ", B&amp;c.", ", B&amp;c"),
    ('{% trans %}see <a href="{{ root }}x/">x</a>{% endtrans %}',
     'see <a href="../x/">x</a>', 'вот <a href="../x/">x</a>'),
    ("{% macro m(n) %}{% trans number=n %}{{ number }} swan{% pluralize %}{{ number }} swans{% endtrans %}"
     "{% endmacro %}{{ m(n) }}", "2 swans", "2 лебедя"),
]  # fmt: skip


def engine(source: str, words: Words, escape: Callable | None = None) -> Engine:
    with speaking(words):
        made = Engine(escape) if escape else Engine()
    source = source.replace("{% trans", "{%+ trans").replace("endtrans %}", "endtrans +%}")
    made.loader = DictLoader({"t": source.replace("{{ root }}", "\0root/")})
    return made


@pytest.mark.parametrize(("source", "english", "russian"), FOLDED)
def test_texts_in_templates_are_folded_when_they_are_compiled(source: str, english: str, russian: str) -> None:
    for words, expected in ((words_of("en"), english), (SWANS, russian)):
        made = engine(source, words)
        assert made.get_template("t").render(NAMES).replace("\0root/", "../") == expected
        code = made.compile(made.loader.get_source(made, "t")[0], raw=True)
        assert "gettext" not in code
        assert "'Swans" not in code or words.tag == "en"
        assert " % " not in code


def test_a_constant_is_escaped_for_the_format_of_its_template() -> None:
    assert engine('{{ _("Swans & geese") }}', SWANS, str).get_template("t").render() == "Лебеди & гуси"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% trans x=name %}bad {{ x }}{% endtrans %}",
         'The translation of "bad %(x)s" has a place %(y)s that the template does not fill.'),
        ("{{ _(name) }}", "_() in a template takes texts that are written there: use trans for values."),
        ('{{ pgettext("x") }}', "pgettext() in a template takes texts that are written there: use trans for values."),
    ],
)  # fmt: skip
def test_a_fault_in_a_template_or_its_translation_is_named(source: str, message: str) -> None:
    with pytest.raises(TemplateAssertionError) as caught:
        engine(source, SWANS).get_template("t")
    assert caught.value.message == message


@pytest.mark.parametrize("tag", languages())
def test_every_template_compiles_in_every_language(tag: str) -> None:
    with speaking(tag):
        made = Engine()
        made.filters = dict.fromkeys([*made.filters, *_FILTERS], str)
        for name in made.list_templates():
            made.compile(made.loader.get_source(made, name)[0], name)


_FILTERS = (
    "date period week in language country mode word opening paragraphs path host numeral isolated target code bare to"
    " noted wrap underlined marker unlinked called iri places in_english"
).split()


# Whole collections.


def russian():
    settings = collection().settings
    return replace(unsaid(collection()), settings=settings.model_copy(update={"theme": Theme(language="ru")}))


def test_a_collection_speaks_its_language_wherever_its_views_begin() -> None:
    pages = {page.path: page for page in all_pages(russian())}
    assert any("Ссылки</h2>" in page.content for page in pages.values() if isinstance(page, Page))
    assert not any(">References</h2>" in page.content for page in pages.values() if isinstance(page, Page))
    assert any(f"октября 2022{NARROW}г." in page.content for page in pages.values() if isinstance(page, Page))
    english = {page.path: page for page in all_pages(collection())}
    assert pages.keys() == english.keys(), "addresses have no language"


def test_an_edition_is_in_the_language_of_its_collection_and_leaves_the_language_as_it_was() -> None:
    week = next(week for week, entries in collection().by_week.items() if entries)
    for make in (markdown, plain, email, printed):
        made = make(russian(), week)
        if make is email:
            made = str(make_header(decode_header(message_from_string(made)["Subject"])))
        assert " ".join(say_in("ru", week).split()) in " ".join(made.split())
        assert site_language() == "en"
    assert say_in("en", week) in markdown(collection(), week)


def say_in(tag: str, week: str) -> str:
    with speaking(tag):
        return say_week(week)


def test_records_for_search_are_in_the_language_of_the_collection() -> None:
    said = [str(record) for record in search_records(russian())]
    assert site_language() == "ru"
    assert any("октября 2022" in record for record in said)


def test_the_frame_speaks_russian_too(tmp_path: Path) -> None:
    root = tmp_path / "collection"
    shutil.copytree(DATA / "docs", root / "docs")
    config = (DATA / "mkdocs.yml").read_text("utf-8").replace("  language: en\n", "  language: ru\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    frame = build_frame(root / "mkdocs.yml", {"digests": "digests/index.md"}, tmp_path, russian().settings)
    assert frame.warnings == []
    made = frame.dress(Page("2022/w42/", "digests", "Неделя", "Обзор", "<p>x</p>", (("a", "Часть"),))).decode()
    assert "nd-mark" not in made
    assert re.search('<html lang="([^"]*)"', made)[1] == "ru"
    assert "К содержанию" in made or "Перейти к содержанию" in made, "the theme's own labels"
    assert 'aria-label="Поиск"' in made
    assert ">Сообщить об ошибке или ответить<" in made
    lost = frame.read("404.html").decode()
    assert "<h1>Страница не найдена</h1>" in lost
    assert '>Перейдите на главную страницу</a> или просмотрите <a href="' in lost
    assert b"nd-mark" not in b"".join(frame.read(path) for path in frame.undressed() if path.endswith(".html"))


@pytest.mark.parametrize(("tag", "way"), [("kk", "ltr"), ("ckb", "rtl")])
def test_a_language_that_material_lacks_still_makes_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str, way: str
) -> None:
    monkeypatch.setattr("newsdesk.output.handwritten.catalogue", lambda known: Catalog(known, charset="utf-8"))
    monkeypatch.setattr("newsdesk.output.frame.po_text", lambda known: "")
    root = tmp_path / "p"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns("digests", "search", "articles"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  language: en\n", f"  language: {tag}\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    theme = Theme.model_construct(language=tag)
    settings = collection().settings.model_copy(update={"theme": theme})
    frame = build_frame(root / "mkdocs.yml", {"digests": "digests/index.md"}, tmp_path / "cache", settings)
    made = frame.dress(Page("2022/w42/", "digests", "T", "D", "<p>x</p>")).decode()
    assert re.search('<html lang="([^"]*)"', made)[1] == tag
    assert f'<body dir="{way}"' in made


def test_another_catalogue_is_another_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    for text in ("one", "other"):
        monkeypatch.setattr("newsdesk.output.frame.po_text", lambda tag, text=text: text)
        keys.append(_key(DATA / "mkdocs.yml", DATA / "docs", None, {}, russian().settings))
    assert keys[0] != keys[1]


def test_what_is_wrapped_so_far_stands_in_brackets() -> None:
    with brackets():
        assert outside(say_date(Edtf.parse("2022-10-22~"))).strip() == ""
        assert outside(word(Cited.QUOTED)).strip() == ""
        assert outside(counted(2, "entry", "entries")).split() == []
        entry = next(entry for entry in collection().entries if not entry.sources)
        assert str(who(unsaid(collection()), entry)).count("⟦") == 1
    assert say_date(Edtf.parse("2022-10-22~")) == "about 22 October 2022"
    assert site_language() == PSEUDO.tag


def test_the_reader_of_brackets_tells_our_words_from_the_data() -> None:
    data = Data(collection())
    html = '<p title="bare">⟦in <b>x</b>⟧ Ada 22 October 2022 <a aria-label="⟦said⟧">Kyrgyz</a></p><script>no</script>'
    assert list(data.foreign(texts_of(html.replace("Ada", collection().entries[0].title)))) == ["bare"]


def test_every_word_of_the_interface_is_in_the_catalogue() -> None:
    assert unwrapped(collection()) == {}


def test_a_russian_date_and_its_sentence_share_the_full_stop() -> None:
    pages = [page for page in all_pages(russian()) if isinstance(page, Page)]
    assert [page.path for page in pages if "г.." in page.content + page.description] == []
