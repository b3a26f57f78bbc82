"""The program serves anybody's collection: what it says and what it starts with names nothing of the first one.

What would name it is read from the collection itself: its weeks, countries, places, outlets, people, stories,
entries, and the marks of its references. A new record of it is looked for from then on.
"""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from tables import each
from tooling import parsed

from newsdesk.evidence.names import LANGUAGES as WITH_ENDINGS

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "newsdesk"
DIGESTS = ROOT / "digests"
ENGLISH = Locale("en")
# What is about languages and countries as such: their words, their endings, their names.
ABOUT_LANGUAGES = (
    "data/",
    "interface/locale/",
    "evidence/names.py",
    "intake/capture/datewords.py",
    "intake/capture/page.py",
    "views/setting/codes/__init__.py",
)
# Whose rules the method follows is said with their names.
RULES = {"Associated Press", "Reuters", "Radio Free Europe/Radio Liberty"}
# Words of any press, and abbreviations that the program has to know as such.
ANYBODYS = {"TASS", "online"}
# Languages that are at home in many countries, or are that of the interface.
OF_ALL = {"en", "ar", "zh", "ru"}
SPOKEN = [
    path
    for path in sorted(PROGRAM.rglob("*.py"))
    if not path.relative_to(PROGRAM).as_posix().startswith(ABOUT_LANGUAGES)
]
SHIPPED = [
    path
    for path in sorted(
        [
            *(path for folder in ("starter", "templates", "theme") for path in (PROGRAM / folder).rglob("*")),
            *(ROOT / "docs" / name for name in ("for-editors.md", "messages.md", "data.md", "how-we-work.md")),
            *(ROOT / name for name in ("CONTRIBUTING.md", "Makefile", "SECURITY.md")),
            *(path for path in (ROOT / "scripts").iterdir() if path.name != "font.py"),
            *DIGESTS.glob("*.schema.json"),
        ]
    )
    if path.is_file() and path.suffix not in (".png", ".svg", ".woff2") and path.parent.name != "__pycache__"
]


def read(path: Path) -> dict[str, Any]:
    found = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(found, dict)
    return found


@cache
def its_own() -> re.Pattern[str]:
    """Whatever names the first collection, as whole words."""
    entries = {path.stem: read(path) for path in DIGESTS.glob("*/*.yaml") if not path.name.startswith("_")}
    registers = {name: read(DIGESTS / f"{name}.yaml")[name] for name in ("outlets", "people", "places", "stories")}
    # Countries that it is about: those that many entries name, but for those that stand in news everywhere.
    countries = Counter(code for entry in entries.values() for code in entry["countries"])
    about = {code for code, count in countries.items() if count > len(entries) / 8} - {"US", "RU", "CN"}
    languages = {entry["language"].partition("-")[0] for entry in entries.values()} - OF_ALL
    ids = {*entries, *(name for records in registers.values() for name in records)}
    ids |= {mark for entry in entries.values() for mark in entry["references"]}
    names = {source["name"] for entry in entries.values() for source in entry["sources"]}
    for records in registers.values():
        for record in records.values():
            names |= {record.get(field) or "" for field in ("name", "name_en", "title")}
            names.update(record.get("domains", ()))
    people = [record["name"] for record in registers["people"].values() if record["kind"] == "person"]
    names |= {name.split()[-1] for name in people if len(name.split()) > 1}
    names |= {ENGLISH.territories[code] for code in about}
    names |= {ENGLISH.languages[code] for code in languages if code in ENGLISH.languages and len(code) == 2}
    # One word in small letters, such as "border", is anybody's.
    said = {name for name in names if len(name) > 3 and re.search(r"[^a-z]", name)} - RULES - ANYBODYS
    said |= {name for name in ids if re.search(r"\d|-.*-", name)}
    said |= about
    assert (len(about) > 1, len(said) > 500) == (True, True)
    some = "|".join(map(re.escape, sorted(languages | {"ru"})))
    listed = rf"\b(?:{some})`?(?:, | and | or |/)`?(?:{some})\b"
    weeks = sorted({path.name for path in DIGESTS.glob("*-W*")})
    dated = [form for week in weeks for form in (week, week.lower(), week.lower().replace("-", "/"))]
    words = "|".join(map(re.escape, sorted({*said, *dated}, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{listed}|(?:{words})(?![\w-]))")


_KNOWN = " and ".join(", ".join(f"`{code}`" for code in WITH_ENDINGS).rsplit(", ", 1))


def found_in(text: str) -> list[str]:
    """What names the first collection in a text; languages of which the program knows the endings may be listed."""
    return [match[0] for match in its_own().finditer(text.replace(_KNOWN, ""))]


def texts_of(path: Path) -> list[str]:
    """All texts in a module that it may print; words that explain the code to its readers are no part of that."""
    nodes = list(ast.walk(parsed(path.read_text("utf-8"))))
    explained = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    # Those of the model are printed, too: they are the descriptions in schemas and hints.
    is_model = path.parent.name == "model"
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (is_model or id(node) not in explained)
    ]


def test_messages_name_nothing_of_the_first_collection() -> None:
    found = {str(path.relative_to(ROOT)): [one for text in texts_of(path) for one in found_in(text)] for path in SPOKEN}
    assert len(found) > 200
    assert {path: names for path, names in found.items() if names} == {}


def test_what_a_collection_starts_with_names_nothing_of_the_first_one() -> None:
    found = {str(path.relative_to(ROOT)): found_in(path.read_text("utf-8")) for path in SHIPPED}
    assert len(found) > 50
    assert {path: names for path, names in found.items() if names} == {}


@each(
    "text",
    [
        "such as KG.", "Write it like 2022-W42.", "at 2022/w42/x/", "such as 24.kg", "the Kyrgyz agency",
        "ru, ky or tg", "[diplomat-2022]", "in Batken", "Japarov said", "Kyrgyzstan", "the Sputnik agency",
        "`ky` and `uz`",
    ],
)  # fmt: skip
def test_such_names_would_be_found(text: str) -> None:
    assert found_in(text)
