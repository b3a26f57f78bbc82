"""The files of languages: complete, in order, and started by one command."""

import ast
import io
import json
from functools import cache
from pathlib import Path

import pytest
from catalogues import messages
from invented import EN, RU, collection, saying
from pseudo import PSEUDO, Data, outside, texts_of, unwrapped
from tooling import parsed

from newsdesk.interface import languages
from newsdesk.model import Cited, Edtf
from newsdesk.views.search.script_words import SEARCH, search_words
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import counted
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.lines import who

HARD = "\N{NO-BREAK SPACE}"
# The program is read once for all of these tests.
messages.extracted = cache(messages.extracted)
SCRIPTS = messages.PACKAGE / "theme" / "assets" / "newsdesk"


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
        list(messages.python(io.BytesIO(b'x = words(f"{n} swans")'), messages.KEYWORDS, (), {}))


FOUND = {
    'words("swans")': "swans",
    'collection.words("swans")': "swans",
    'self.words("swans")': "swans",
    'words.ngettext("one swan", "{number} swans", n)': ("one swan", "{number} swans"),
    'collection.words.pgettext("bird", "Crane")': "Crane",
    'counted(words, n, "swan", "swans")': ("swan", "swans"),
    'counted(self.words, len(found), "swan", "swans")': ("swan", "swans"),
    'said("swans")': None,
    "words(swans)": None,
}


@pytest.mark.parametrize(("call", "id"), FOUND.items())
def test_messages_are_found_in_code(tmp_path: Path, call: str, id: str | tuple[str, str] | None) -> None:
    (tmp_path / "x.py").write_text(f"x = f(a, {call})\n", "utf-8")
    method = [("**.py", messages.python)]
    found = list(messages.extract_from_dir(tmp_path, method, keywords=messages.KEYWORDS))
    assert [message[2] for message in found] == ([] if id is None else [id])


def test_words_have_one_name_by_which_messages_are_found() -> None:
    trees = {path: parsed(path.read_text("utf-8")) for path in (messages.PACKAGE / "views").rglob("*.py")}
    for path, node in ((path, node) for path, tree in trees.items() for node in ast.walk(tree)):
        if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) == "Words":
            assert node.arg == "words", f"{path}:{node.lineno}"
        if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith(".words"):
            named = [ast.unparse(target).rpartition(".")[2] for target in node.targets]
            assert named == ["words"], f"{path}:{node.lineno}"


def test_what_a_script_says_is_what_its_page_hands_to_it() -> None:
    catalogue = messages.extracted()
    scripts = {(f"newsdesk/theme/assets/newsdesk/{path.name}", None) for path in SCRIPTS.glob("*.js")}
    said = [message.id for message in catalogue if scripts & set(message.locations)]
    assert sorted(map(str, said)) == sorted(map(str, SEARCH))
    assert search_words(EN) == "", "English stands in the script"
    handed = json.loads(search_words(RU).replace("\\u003c", "<"))
    assert handed["Searching …"] == "Идёт поиск…"
    assert handed["{number} entry for “{words}”"] == {
        "one": f"{{number}}{HARD}запись по запросу «{{words}}»",
        "few": f"{{number}}{HARD}записи по запросу «{{words}}»",
        "many": f"{{number}}{HARD}записей по запросу «{{words}}»",
    }


def test_what_is_wrapped_so_far_stands_in_brackets() -> None:
    assert outside(say_date(PSEUDO, Edtf.parse("2022-10-22~"))).strip() == ""
    assert outside(word(PSEUDO, Cited.QUOTED)).strip() == ""
    assert outside(counted(PSEUDO, 2, "entry", "entries")).split() == []
    entry = next(entry for entry in collection().entries if not entry.sources)
    assert str(who(saying(collection(), PSEUDO), entry)).count("⟦") == 1
    assert say_date(EN, Edtf.parse("2022-10-22~")) == "about 22 October 2022"


def test_the_reader_of_brackets_tells_our_words_from_the_data() -> None:
    data = Data(collection())
    html = '<p title="bare">⟦in <b>x</b>⟧ Ada 22 October 2022 <a aria-label="⟦said⟧">Kyrgyz</a></p><script>no</script>'
    assert list(data.foreign(texts_of(html.replace("Ada", collection().entries[0].title)))) == ["bare"]


def test_every_word_of_the_interface_is_in_the_catalogue() -> None:
    assert unwrapped(collection()) == {}
