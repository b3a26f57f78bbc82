"""The program serves anybody's collection: what it says and what it starts with names nothing of the first one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "newsdesk"
DIGESTS = ROOT / "digests"
# What is about languages as such: their words, their endings, their names.
ABOUT_LANGUAGES = (
    "data/",
    "interface/locale/",
    "evidence/names.py",
    "intake/capture/datewords.py",
    "views/setting/page.py",
)
# Words of the first collection that stand in none of its registers.
ITS_WORDS = r"Kyrgyz\w*|Kazakh\w*|Uzbek\w*|Tajik\w*|Turkmen\w*|Central Asia\w*|\bKG\b|\bTJ\b|2022-?[Ww]\d\d|2022/w\d\d"
SPOKEN = [
    path
    for path in sorted(PROGRAM.rglob("*.py"))
    if not path.relative_to(PROGRAM).as_posix().startswith(ABOUT_LANGUAGES)
]
SHIPPED = [
    path
    for path in sorted([*PROGRAM.glob("starter/**/*"), *PROGRAM.glob("templates/**/*"), *PROGRAM.glob("theme/**/*")])
    if path.is_file() and path.suffix not in (".png", ".svg", ".woff2")
]


def registered() -> Iterator[str]:
    """Names, ids and domains of the first collection that are no words of the language."""
    for register in ("outlets", "people"):
        records = yaml.safe_load((DIGESTS / f"{register}.yaml").read_text("utf-8"))[register]
        for name, record in records.items():
            yield from (name, record["name"], record.get("name_en") or "", *record.get("domains", ()))


def its_own() -> re.Pattern[str]:
    # Short names such as "RIA" and plain words would be found everywhere.
    names = {name for name in registered() if len(name) > 4 and re.search(r"[.\- ]", name)}
    assert len(names) > 50
    return re.compile("|".join([ITS_WORDS, *(rf"\b{re.escape(name)}\b" for name in sorted(names))]))


OWN = its_own() if DIGESTS.is_dir() else None


def texts_of(path: Path) -> list[str]:
    """All texts in a module that it may print; words that explain the code to its readers are no part of that."""
    tree = ast.parse(path.read_text("utf-8"))
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    # Those of the model are printed, too: they are the descriptions in schemas and hints.
    is_model = path.parent.name == "model"
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (is_model or id(node) not in explained)
    ]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_messages_name_nothing_of_the_first_collection(path: Path) -> None:
    assert OWN
    assert [found[0] for text in texts_of(path) for found in OWN.finditer(text)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_what_a_collection_starts_with_names_nothing_of_the_first_one(path: Path) -> None:
    assert OWN
    found = {match[0] for match in OWN.finditer(path.read_text("utf-8"))}
    # Whose rules the method follows is said with their names.
    assert (
        found - ({"Associated Press", "Radio Free Europe/Radio Liberty"} if path.stem == "how-we-work" else set())
        == set()
    )


def test_such_names_would_be_found() -> None:
    assert OWN
    for text in ("such as KG.", "Write it like 2022-W42.", "such as 24.kg", "the Kyrgyz agency"):
        assert OWN.search(text), text
