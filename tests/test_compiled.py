"""Compiled templates are kept beside the program, and are compiled anew where they are not what they were."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import nodes

from newsdesk.interface import Words, words_of
from newsdesk.output.compiled import Compiled
from newsdesk.views.setting.engine import Engine, html
from newsdesk.views.setting.page import equipped


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The templates that are compiled, as far as they are; what is compiled is kept in a folder of its own."""
    found: list[str] = []
    parse = Engine._parse

    def noting(self: Engine, source: str, name: str | None, filename: str | None) -> nodes.Template:
        found.append(f"{name} {self.words.tag} {self.format}")
        return parse(self, source, name, filename)

    kept = Compiled("this")
    kept.folder = tmp_path / "compiled"
    monkeypatch.setattr(Engine, "_parse", noting)
    monkeypatch.setattr(Engine, "kept", kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return found


def text(tag: str = "en", escape: Callable[[object], str] = html) -> str:
    """What a template says, in a new environment."""
    module = equipped(Engine(words_of(tag), escape)).get_template("_cite.html").make_module()
    return str(module.formats([("A & B", "x")]))  # type: ignore[attr-defined] # a macro of the template


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def turned(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x10
    path.write_bytes(raw)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def of_another(path: Path) -> None:
    other = path.with_name(path.name.replace(".en.", ".ru."))
    path.write_bytes(other.read_bytes())


def test_templates_are_compiled_once_for_each_language_and_format(made: list[str]) -> None:
    first = text(), text("ru"), text("en", str)
    assert len(set(first)) == 3, "they differ"
    count = len(made)
    assert count >= 3
    assert (text(), text("ru"), text("en", str)) == first
    assert len(made) == count, "nothing was compiled again"


@pytest.mark.parametrize("damage", [cut, emptied, turned, a_folder, of_another, Path.unlink])
def test_what_is_damaged_is_compiled_again(made: list[str], damage: Callable[[Path], None]) -> None:
    first = text(), text("ru")
    kept = Engine.kept
    assert isinstance(kept, Compiled)
    damaged = sorted(kept.folder.glob("_cite.html.en.*"))
    assert len(damaged) == 1
    damage(damaged[0])
    made.clear()
    assert (text(), text("ru")) == first
    assert made == ["_cite.html en html"]


def test_other_texts_of_the_same_language_compile_again(made: list[str]) -> None:
    english = text()
    other = Words("en", {(None, "Copy"): ("Kopii",)})

    class Loud(Words):
        pass

    for words in (other, Loud("en", {(None, "Copy"): ("KOPII",)})):
        made.clear()
        equipped(Engine(words)).get_template("_cite.html")
        assert made, "what stands there is of other words"
    assert text() == english


def test_another_program_compiles_again(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = text()
    monkeypatch.setattr(Engine.kept, "program", "another")
    made.clear()
    assert text() == first
    assert made


def test_where_nothing_can_be_kept_all_is_compiled(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Engine.kept
    assert isinstance(kept, Compiled)
    kept.folder.write_bytes(b"no folder")
    assert text() == text()
    kept.folder.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert text() == text()
    assert not kept.folder.exists(), "Python was told to write none"
    assert len(made) >= 4
