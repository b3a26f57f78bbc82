"""Draws the map of the code into CONTRIBUTING.md: its rooms, the arrows between them, and every file.

python scripts/map.py            bring the map up to date
python scripts/map.py --check    write nothing; exit 1 where the map is not what the code is

All of it comes from the first paragraph of each docstring and from the real imports. A room is a folder
of newsdesk/ or of newsdesk/views/, or a module that stands there alone.
"""

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "newsdesk"
GUIDE = ROOT / "CONTRIBUTING.md"
BEGIN = "<!-- The map: made from docstrings and imports by `make map`, so change those. -->"
END = "<!-- End of the map. -->"
SPLIT = "views"
"""The room that has rooms of its own."""
FOLDERS = {
    "check/voice/rules": "the rules on the words of our own texts, a file each",
    "data": "words of languages: those that attribute, that negate, that stand where an article was; hosts of many",
    "desk/assets": "what is ours in the pages of the desk: one style sheet, and a script for each page",
    "interface/locale": "the words of the interface in other languages than English",
    "output/cards/fonts": "the letters of preview cards",
    "starter": "what `init` puts into a new collection beside the program",
    "templates": "the HTML, text and XML of pages, editions and feeds, one template for most modules of `views/pages/`",
    "theme": "what is ours in the frame: templates over Material's, style sheets, scripts",
}
"""What folders without code hold."""

Rooms = Mapping[str, Set[str]]


class Unmapped(Exception):
    """Something that no map can be drawn of, and what to do about it."""


def room_of(path: Path, package: Path = PACKAGE) -> str:
    """The room of a module: `check`, `views/pages`, `build`; of the package itself `__init__`."""
    parts = path.relative_to(package).with_suffix("").parts
    return "/".join(part for part in parts[: 1 + (parts[0] == SPLIT)] if part != "__init__") or "__init__"


@cache
def _parsed(text: str) -> tuple[str | None, tuple[ast.Import | ast.ImportFrom, ...]]:
    """The docstring of a module and what it imports: three parts of the map ask for them."""
    tree = ast.parse(text)
    return ast.get_docstring(tree), tuple(n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))


def imports(text: str, package: Path = PACKAGE) -> set[str]:
    """The modules that a module imports, by their full names; a name from a package counts as the module it may be."""
    found = set()
    for node in _parsed(text)[1]:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            assert node.level == 0, "imports are written in full"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if file_of(name, package) else node.module or "" for name in inner}
    return found


def file_of(name: str, package: Path = PACKAGE) -> Path | None:
    """The file of a module of ours, by its full name; None for what is no module of ours."""
    place = package.parent / name.replace(".", "/")
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return path if name.startswith(f"{package.name}.") and path.is_file() else None


def looks_into(path: Path, package: Path = PACKAGE) -> set[str]:
    """The rooms whose modules a module imports, its own left out."""
    files = (file_of(name, package) for name in imports(path.read_text("utf-8"), package))
    return {room_of(file, package) for file in files if file} - {room_of(path, package)}


def rooms(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Each room and the rooms that its modules look into, from the ground up: what a room needs stands above it."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        if (name := room_of(path, package)) != "__init__":
            found.setdefault(name, set()).update(looks_into(path, package))
    sorter = TopologicalSorter(found)
    try:
        sorter.prepare()
    except CycleError as error:
        raise Unmapped(f"Imports run in a circle: {' → '.join(reversed(error.args[1]))}. Move a piece down.") from None
    order = []
    while sorter.is_active():
        floor = sorted(sorter.get_ready())
        order += floor
        sorter.done(*floor)
    return {name: found[name] for name in order}


def arrows(found: Rooms) -> list[tuple[str, str]]:
    """The arrows of the drawing, from what is looked into to who looks; those that follow from others left out."""

    @cache
    def below(name: str) -> frozenset[str]:
        return frozenset(found[name]).union(*(below(other) for other in found[name]))

    return [
        (other, name)
        for name, others in found.items()
        for other in found
        if other in others and not any(other in below(between) for between in others)
    ]


def said(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line."""
    text = _parsed(path.read_text("utf-8"))[0]
    if not text:
        raise Unmapped(f"{path} has no docstring: say in one sentence what comes in and what goes out.")
    return " ".join(text.split("\n\n")[0].split())


def _place(name: str, package: Path) -> tuple[str, Path]:
    """How a room is shown, and the file whose docstring says what it is."""
    folder = package / name
    if folder.is_dir():
        return f"{package.name}/{name}/", folder / "__init__.py"
    return f"{package.name}/{name}.py", folder.with_suffix(".py")


def _without_code(package: Path, folder: Path | None = None) -> Iterator[str]:
    """The folders that hold no module, the outermost of each."""
    for path in sorted((folder or package).iterdir()):
        if path.is_dir() and path.name != "__pycache__":
            if any(path.rglob("*.py")):
                yield from _without_code(package, path)
            else:
                yield path.relative_to(package).as_posix()


def _rows(package: Path) -> Iterator[str]:
    yield "| Part | What comes in, what goes out |"
    yield "|---|---|"
    for name in rooms(package):
        shown, file = _place(name, package)
        if not file.is_file():
            raise Unmapped(f"{shown} has no __init__.py: say there in one sentence what comes in and what goes out.")
        yield f"| `{shown}` | {said(file)} |".replace("\\|", "|")
    for name in _without_code(package):
        if name not in FOLDERS:
            raise Unmapped(f"{package.name}/{name}/ holds no code: say in FOLDERS in scripts/map.py what it holds.")
        yield f"| `{package.name}/{name}/` | {FOLDERS[name]} |"


def _drawing(package: Path) -> Iterator[str]:
    found = rooms(package)
    yield "```mermaid"
    yield "flowchart TD"
    for name in found:
        yield f'    {name.replace("/", "_")}["{name}"]'
    for start, end in arrows(found):
        yield f"    {start.replace('/', '_')} --> {end.replace('/', '_')}"
    yield "```"


def _files(package: Path, folder: Path, depth: int = 0) -> Iterator[str]:
    """The modules in a folder and below it, with what each says of itself."""
    indent = "  " * depth
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_dir(), path.name)):
        if path.is_dir() and (path / "__init__.py").is_file():
            if room_of(path / "__init__.py", package) == room_of(folder / "__init__.py", package) != SPLIT:
                yield f"{indent}- `{path.name}/` {said(path / '__init__.py')}"
                yield from _files(package, path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield f"{indent}- `{path.name}` {said(path)}"


def _every_file(package: Path) -> Iterator[str]:
    for name in rooms(package):
        shown, file = _place(name, package)
        if file.name == "__init__.py" and (listed := list(_files(package, file.parent))):
            yield from ("", f"`{shown}`", "", *listed)


def drawn(package: Path = PACKAGE) -> str:
    """The whole map, in Markdown."""
    return "\n".join(
        [
            *_rows(package),
            "",
            "An arrow leads from a room to one that uses it; where it does so by way of a third, none is drawn.",
            "",
            *_drawing(package),
            "",
            "### Every file",
            *_every_file(package),
        ]
    )


def guide_with_map(text: str, drawing: str) -> str:
    """The guide with the map between its marks."""
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(END) < text.index(BEGIN):
        raise Unmapped(f"CONTRIBUTING.md holds the map between two lines, each once:\n{BEGIN}\n{END}")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}\n\n{drawing}\n\n{END}{after}"


def main(arguments: list[str] | None = None) -> int:
    """Write the map, or look whether it is current; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the map is not current")
    options = parser.parse_args(arguments)
    text = GUIDE.read_text("utf-8")
    try:
        fresh = guide_with_map(text, drawn())
    except Unmapped as problem:
        print(problem, file=sys.stderr)
        return 1
    if fresh == text:
        return 0
    if options.check:
        print("The map in CONTRIBUTING.md is not what the code is. Run: make map", file=sys.stderr)
        return 1
    GUIDE.write_text(fresh, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
