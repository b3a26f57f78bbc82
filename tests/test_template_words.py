"""Words in templates: folded when a template is compiled, with every fault named."""

from collections.abc import Callable

import pytest
from jinja2 import DictLoader, TemplateAssertionError
from tables import each

from newsdesk.interface import Words, languages, words_of
from newsdesk.views.setting.engine import Engine

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
    made = Engine(words, escape) if escape else Engine(words)
    source = source.replace("{% trans", "{%+ trans").replace("endtrans %}", "endtrans +%}")
    made.loader = DictLoader({"t": source.replace("{{ root }}", "\0root/")})
    return made


@each(("source", "english", "russian"), FOLDED)
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
    made = Engine(words_of(tag))
    made.filters = dict.fromkeys([*made.filters, *_FILTERS], str)
    for name in made.list_templates(filter_func=lambda name: "__pycache__" not in name):
        made.compile(made.loader.get_source(made, name)[0], name)


_FILTERS = (
    "date period week in language country mode word opening paragraphs path host numeral isolated target code bare to"
    " noted wrap underlined marker unlinked called iri places in_english short at_places told"
).split()
