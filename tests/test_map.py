"""The map in CONTRIBUTING.md is what the code is, and the guide leads to the files that it names."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
from tables import each
from test_house import NEIGHBOURS, PURE
from tooling import ROOT, parsed, script

from newsdesk.check.prose import sentences

the_map = script("map")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PATH = re.compile(r"[\w.-]*(?:/[\w.-]*)+")


def test_the_map_is_current() -> None:
    assert the_map.guide_with_map(GUIDE, the_map.drawn()) == GUIDE, "run make map"


@each("room", NEIGHBOURS)
def test_each_room_has_a_row_that_says_what_comes_in_and_what_goes_out(room: str) -> None:
    shown = f"newsdesk/{room}/" if (ROOT / "newsdesk" / room).is_dir() else f"newsdesk/{room}.py"
    rows = re.findall(rf"^\| `{re.escape(shown)}` \| (.*) \|$", GUIDE, re.MULTILINE)
    assert len(rows) == 1
    assert len(sentences(rows[0])) == 1
    assert re.search(r"\bcomes? in\b.*\bgo(?:es)? out\b", rows[0])


def test_the_drawing_has_the_arrows_of_the_code_and_no_others() -> None:
    drawn = set(re.findall(r"^    (\w+) --> (\w+)$", GUIDE, re.MULTILINE))

    def below(room: str) -> set[str]:
        return NEIGHBOURS[room].union(*map(below, NEIGHBOURS[room]))

    every = {(other, room) for room, others in NEIGHBOURS.items() for other in others}
    by_way = {(low, room) for room, others in NEIGHBOURS.items() for other in others for low in below(other)}
    assert drawn == {(start.replace("/", "_"), end.replace("/", "_")) for start, end in every - by_way}


def test_no_arrow_runs_against_the_text() -> None:
    said = re.search(r"The way data flows, one way: (.+?)\.", GUIDE, re.DOTALL)
    assert said
    flow = re.findall(r"`(\w+)`", said[1])
    assert len(flow) > 3

    def below(room: str) -> set[str]:
        return NEIGHBOURS[room].union(*map(below, NEIGHBOURS[room]))

    for first, then in pairwise(flow):
        inside = [room for room in NEIGHBOURS if room == then or room.startswith(f"{then}/")]
        assert any(room.split("/")[0] == first for low in inside for room in below(low)), f"{then} rests on {first}"
        assert not any(then in {room.split("/")[0] for room in below(low)} for low in NEIGHBOURS if low == first)
    pure = re.search(r"^((?:`\w+`[, \nand]*)+) open no\s+file", GUIDE, re.MULTILINE)
    assert pure
    assert set(re.findall(r"`(\w+)`", pure[1])) == set(PURE)


def where_is() -> list[tuple[str, str]]:
    table = GUIDE.split("### Where is …")[1].split("###")[0]
    return re.findall(r"^\| (?!What you|---)(.+?) \| (.+) \|$", table, re.MULTILINE)


@each(("what", "answer"), where_is())
def test_what_the_guide_says_of_a_file_stands_there(what: str, answer: str) -> None:
    terms = re.findall(r"`([^`]+)`", answer)
    paths = [ROOT / term for term in terms if PATH.fullmatch(term)]
    assert paths
    texts = []
    for path in paths:
        files = [path] if path.suffix else sorted(path.rglob("*"))
        texts += [file.read_text("utf-8", "replace") for file in files if file.is_file() and file.suffix != ".pyc"]
    for term in terms:
        if not PATH.fullmatch(term):
            bare = term.replace("-", "_") if " " not in term else term
            assert any(re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text) for text in texts), f"{what}: {term}"


def writes(path: Path) -> bool:
    """Whether a module writes files, or has the one function that replaces them."""
    text = path.read_text("utf-8")
    for node in ast.walk(parsed(text if "open" in text or "write_" in text else "")):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            mode = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "r"
            opens = node.func.attr == "open" and str(mode)[:1] in set("awx")
            if (opens or node.func.attr.startswith("write_")) and "devnull" not in ast.unparse(node):
                return True
    return "newsdesk.store.files" in the_map.imports(text)


def test_the_guide_names_all_that_writes_into_a_collection() -> None:
    answer = next(answer for what, answer in where_is() if what == "what writes into `digests/`")
    # Not into digests/: the site, an edition's release, and the one function by which the others write.
    others = ("newsdesk/output/", "newsdesk/build/parts/", "newsdesk/commands/release.py", "newsdesk/store/files.py")
    others += ("newsdesk/store/looks/journal.py", "newsdesk/intake/capture/detector.py")  # into the cache
    others += (
        "newsdesk/store/inbox/",
        "newsdesk/build/inbox/gathering.py",
        "newsdesk/build/inbox/sources.py",
    )  # .desk/
    others += tuple(f"newsdesk/desk/{name}.py" for name in ("live/beside", "pages/review/naming", "pages/review/notes"))
    others += ("newsdesk/desk/citing/reading.py", "newsdesk/desk/registering/pages.py")  # into captures/
    writers = [
        shown
        for path in sorted((ROOT / "newsdesk").rglob("*.py"))
        if writes(path) and not (shown := path.relative_to(ROOT).as_posix()).startswith(others)
    ]
    assert len(writers) > 3
    assert [path for path in writers if f"`{path}`" not in answer] == []


# A package to draw: rooms `low`, `views/one` and `top.py`.
FILES = {
    "__init__.py": '"""A package."""',
    "low/__init__.py": '"""Bricks come in, walls go out."""',
    "low/stone.py": '"""What a stone is.\n\nAnd more."""',
    "views/__init__.py": '"""Walls come in, houses go out."""\nfrom house.views import one',
    "views/one/__init__.py": '"""A wall comes in, a room goes out."""\nimport house.low.stone',
    "views/one/deep/__init__.py": '"""Deeper."""',
    "views/one/deep/er.py": '"""Still deeper."""',
    "top.py": '"""All come in, nothing goes out."""\nfrom house.low import stone\nfrom house import views',
}


def package(folder: Path, **changes: str | None) -> Path:
    for name, text in {**FILES, **{key.replace("__", "/"): value for key, value in changes.items()}}.items():
        path = folder / "house" / name.replace("/init", "/__init__")
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, "utf-8")
    return folder / "house"


def test_a_map_of_any_package(tmp_path: Path) -> None:
    assert the_map.drawn(package(tmp_path)).splitlines() == [
        "| Part | What comes in, what goes out |",
        "|---|---|",
        "| `house/low/` | Bricks come in, walls go out. |",
        "| `house/views/one/` | A wall comes in, a room goes out. |",
        "| `house/views/` | Walls come in, houses go out. |",
        "| `house/top.py` | All come in, nothing goes out. |",
        "",
        "An arrow leads from a room to one that uses it; where it does so by way of a third, none is drawn.",
        "",
        "```mermaid",
        "flowchart TD",
        '    low["low"]',
        '    views_one["views/one"]',
        '    views["views"]',
        '    top["top"]',
        "    low --> views_one",
        "    views_one --> views",
        "    views --> top",
        "```",
        "",
        "### Every file",
        "",
        "`house/low/`",
        "",
        "- `stone.py` What a stone is.",
        "",
        "`house/views/one/`",
        "",
        "- `deep/` Deeper.",
        "  - `er.py` Still deeper.",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low__init.py": ""}, "house/low/__init__.py has no docstring: say in one sentence what comes in and"),
        (
            {"low__init.py": None},
            "house/low/ has no __init__.py: say there in one sentence what comes in and what goes",
        ),
        ({"low__stone.py": "x = 1"}, "house/low/stone.py has no docstring: say in one sentence what comes in"),
        ({"new__init.py": "x = 1"}, "house/new/__init__.py has no docstring: say in one sentence what comes in"),
        ({"attic__box.txt": "x"}, "house/attic/ holds no code: say in FOLDERS in scripts/map.py what it holds."),
        (
            {"low__stone.py": '"""Stone."""\nfrom house import top'},
            "Imports run in a circle: low → top → low. Move a piece down.",
        ),
    ],
)
def test_what_no_map_can_be_drawn_of_is_told(changes: dict[str, str | None], said: str, tmp_path: Path) -> None:
    with pytest.raises(the_map.Unmapped) as told:
        the_map.drawn(package(tmp_path, **changes))
    assert said in str(told.value)


@pytest.mark.parametrize(
    "text", ["", the_map.BEGIN, f"{the_map.END}\n{the_map.BEGIN}", the_map.BEGIN * 2 + the_map.END]
)
def test_a_guide_without_the_two_lines_is_told(text: str) -> None:
    with pytest.raises(the_map.Unmapped, match="holds the map between two lines, each once"):
        the_map.guide_with_map(text, "")


@pytest.mark.slow
def test_a_map_that_is_not_current_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    guide = tmp_path / "CONTRIBUTING.md"
    guide.write_text(f"Before\n\n{the_map.BEGIN}\n\nold\n\n{the_map.END}\n\nBehind\n", "utf-8")
    monkeypatch.setattr(the_map, "GUIDE", guide)
    assert the_map.main(["--check"]) == 1
    assert capsys.readouterr().err == "The map in CONTRIBUTING.md is not what the code is. Run: make map\n"
    assert the_map.main([]) == 0
    assert the_map.main(["--check"]) == 0
    text = guide.read_text("utf-8")
    assert text.startswith("Before\n\n")
    assert text.endswith("\n\nBehind\n")
