"""The lists of words that the program brings with it: each is read as it looks, in a language that there is."""

from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from tables import each

from newsdesk.load import parse
from newsdesk.load.misread import misread

DATA = Path(__file__).resolve().parent.parent / "newsdesk" / "data"
FILES = sorted(DATA.rglob("*.yaml"))
NEGATIONS = set(
    "before behind blanks between clause harmless leads near numbers pairs ranges reach units aside bare denying link"
    " mood quoting saying scant supposed twofold unlinked weak".split()
)


def texts(data: Any) -> Any:
    """All scalars of plain data."""
    if isinstance(data, dict):
        data = [*data, *data.values()]
    return [text for part in data for text in texts(part)] if isinstance(data, list) else [data]


@each("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_every_word_is_read_as_it_looks(path: Path) -> None:
    """No `no` that became false, no word that a # cut off, no key that stands twice."""
    raw = path.read_bytes()
    # A list is read below a field: a file of a collection is never one.
    is_list = isinstance(yaml.load(raw, yaml.CSafeLoader), list)
    document, problems = parse(path.name, b"words:\n" + raw if is_list else raw, 1 << 20)
    assert document, problems
    assert problems == []
    assert misread(document) == []
    # They are read as texts throughout: "null" is a figure in German, and "on" one in Turkish.
    loader = yaml.CSafeLoader if path.parent == DATA else yaml.CBaseLoader
    assert {type(word) for word in texts(yaml.load(raw, loader))} == {str}


def test_languages_and_names_of_lists_are_such_as_there_are() -> None:
    assert FILES
    for path in (DATA / "negations").glob("*.yaml"):
        assert yaml.safe_load(path.read_text("utf-8")).keys() <= NEGATIONS, path.name
        assert Locale.parse(path.stem.replace("-", "_")).english_name
