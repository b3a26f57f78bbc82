"""The direction of imports, the purity of the core, and other promises about the code itself."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel import Locale
from tooling import ROOT, parsed, script

from newsdesk.intake.capture import EXTRA
from newsdesk.intake.inbox import EXTRA as OF_INBOX
from newsdesk.interface import Words
from newsdesk.views.setting.engine import Engine

PACKAGE = Path(__file__).resolve().parent.parent / "newsdesk"
# Each room and the rooms it may look into, from the ground up: a room looks only into rooms above it in this table.
NEIGHBOURS = {
    room: set(others.split())
    for room, others in {
        "interface": "",
        "problems": "",
        "model": "interface problems",
        "evidence": "model",
        "load": "problems model",
        "check": "problems model evidence load",
        "collection": "interface model evidence check",
        "intake": "problems model evidence load check",
        "views/setting": "interface model check collection",
        "views/shared": "interface model evidence check collection views/setting",
        "views/editions": "interface model check collection views/setting views/shared",
        "views/search": "interface model evidence check collection views/setting views/shared",
        "views/feeds": "interface model check collection views/setting views/shared views/search",
        "views/pictures": "interface model evidence collection views/setting views/shared",
        "output": "interface problems model load views/setting views/pictures views/search",
        "store": "problems model evidence load check collection views/editions",
        "views/gaps": "interface model load collection views/setting views/shared",
        "views/data": "interface problems model evidence check collection views/setting views/shared views/search",
        "views/pages": "interface model check collection views/setting views/shared views/editions views/feeds "
        "views/pictures views/search views/data",
        "views/everything": "model collection views/setting views/editions views/feeds views/pictures views/search "
        "views/gaps views/data views/pages",
        "views": "views/everything",
        "build": "interface problems model evidence load check collection intake views/setting views/gaps "
        "views/pictures views/search output store views",
        "serve": "problems build",
        "desk": "interface problems model evidence load check collection intake views/setting views/editions "
        "views/pictures views/search store views/gaps build serve",
        "asking": "interface problems model evidence views/search",
        "commands": "interface problems model evidence load check collection intake views/setting views/editions "
        "views/pictures views/gaps output store build serve desk asking",
        "cli": "problems build commands",
        "console": "problems cli",
        "__main__": "console",
    }.items()
}
# These open no file, use no network, print nothing, read no environment and never ask the time.
PURE = ("problems", "interface", "model", "evidence", "check", "collection", "views")
FORBIDDEN_MODULES = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "urllib.request",
    "time",
    "random",
    "tempfile",
    "shutil",
    "logging",
    "sys",
    "requests",
    "sqlite3",
}
# Makes a database as other views make text: in memory, and hands its bytes on.
IN_MEMORY = {"views/data/sqlite/__init__.py"}
# The library that makes Parquet writes into a file alone, which one in memory is.
IN_BYTES = {"views/data/standards/parquet.py"}
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "eval", "now", "today", "utcnow", "getenv"}
MODULES = sorted(PACKAGE.rglob("*.py"))


THE_MAP = script("map")
room, imports = THE_MAP.room_of, THE_MAP.imports


def test_rooms_stand_above_those_they_look_into() -> None:
    seen: set[str] = set()
    for name, others in NEIGHBOURS.items():
        assert others <= seen, f"{name} looks into {others - seen}, which stand below it"
        seen.add(name)


def test_each_room_looks_where_the_table_says_and_nowhere_else() -> None:
    assert THE_MAP.rooms() == NEIGHBOURS


def test_rooms_are_small() -> None:
    folders = {path.parent for path in MODULES}
    full = {folder.relative_to(PACKAGE).as_posix(): len(list(folder.glob("*.py"))) for folder in folders}
    # The model has a module for each kind of record, the commands one for each verb.
    assert not {name: count for name, count in full.items() if count > 11 and name not in ("model", "commands")}


def test_the_core_is_pure() -> None:
    pure = [path for path in MODULES if room(path).split("/")[0] in PURE]
    assert len(pure) > 50
    assert [fault for path in pure for fault in impurities(path)] == []


def impurities(path: Path) -> Iterator[str]:
    """What a module of the core imports or calls, and may not."""
    name, tree = path.relative_to(PACKAGE).as_posix(), parsed(text := path.read_text("utf-8"))
    outer = {name for name in imports(text) if name in FORBIDDEN_MODULES or name.split(".")[0] in FORBIDDEN_MODULES}
    if name in IN_BYTES:
        used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert {one for one in used if one.startswith("io.")} == {"io.BytesIO"}, "bytes in memory, and nothing else"
        outer -= {"io"}
    if name in IN_MEMORY:
        outer -= {"sqlite3"}
        opened = [
            ast.unparse(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect"
        ]
        assert opened == ["''"], "a database that nobody else sees, and no other"
    yield from (f"{name} imports {other}" for other in sorted(outer))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in FORBIDDEN_CALLS:
                yield f"{name}:{node.lineno} calls {called}"


def test_modules_are_short_and_say_what_they_are() -> None:
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in MODULES}
    assert [name for name, text in texts.items() if not ast.get_docstring(parsed(text))] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > 320] == []


def test_public_functions_and_classes_have_docstrings() -> None:
    bare = [
        f"{path.relative_to(PACKAGE).as_posix()}: {node.name}"
        for path in MODULES
        for node in parsed(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        # One of several signatures: the function itself says what it does.
        and "overload" not in map(ast.unparse, node.decorator_list)
    ]
    assert bare == []


def test_files_of_tests_are_short_and_say_what_they_are_about() -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "tests").glob("*.py"))}
    assert len(texts) > 50
    assert [name for name, text in texts.items() if not ast.get_docstring(parsed(text))] == []
    long = [name for name, text in texts.items() if len(text.splitlines()) > 400]
    assert long == [], "split it by subject, or make its table a YAML file in tests/cases"


# How words begin, and what else says something in a language.
SAYING = {"words", "words_of", "Words", "ngettext", "pgettext", "npgettext", "environment", "Engine"}
SPEAKING = [path for path in MODULES if room(path).split("/")[0] in ("interface", "views")]


def called_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls in a statement of a module that are made when the module is read, and not later by its functions."""
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            yield from called_at_import(default)
        return
    if isinstance(node, ast.Call):
        yield node
    for inner in ast.iter_child_nodes(node):
        yield from called_at_import(inner)


def name_of(node: ast.AST) -> str:
    """The last part of the name that a call or a decorator goes by."""
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "id", getattr(node, "attr", ""))


def test_no_module_keeps_a_state_that_its_functions_change() -> None:
    kept = re.compile(r"\bcontextvars\b|\bContextVar\b|\bthreading\.local\b|import local\b")
    for path in MODULES:
        text = path.read_text("utf-8")
        nodes = ast.walk(parsed(text)) if "global" in text else ()
        assert not [node.lineno for node in nodes if isinstance(node, ast.Global)], path
        assert not kept.search(text), path


def test_no_language_stands_in_a_module() -> None:
    assert len(SPEAKING) > 30
    assert [fault for path in SPEAKING for fault in languages_in(path)] == []


def languages_in(path: Path) -> Iterator[str]:
    """Where a module says something before anybody asks in a language, or keeps what it said."""
    name, tree = path.relative_to(PACKAGE).as_posix(), parsed(path.read_text("utf-8"))
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    spoken = {known for known, value in vars(module).items() if isinstance(value, Words | Engine | Locale)}
    yield from (f"{name} holds {known}" for known in sorted(spoken))
    yield from (f"{name}:{call.lineno}: {name_of(call)}" for call in called_at_import(tree) if name_of(call) in SAYING)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not {"words", "collection"} & {each.arg for each in node.args.args}:
            continue
        if {name_of(mark) for mark in node.decorator_list} & {"cache", "lru_cache"}:
            yield f"{name}: {node.name} keeps what it says in the module: mark it `kept`"


def test_without_the_extras_every_command_is_there() -> None:
    """Their libraries are imported where they are used: most people who check and build have none of them."""
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    absent = [
        name
        for name in (*EXTRA, *OF_INBOX, "weasyprint", "rfc3161_client")
        if not re.search(rf"^{name}==", pins, re.MULTILINE)
    ]
    assert "trafilatura" in absent
    # Each is imported, too: to list them imports none.
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent!r})); from newsdesk.cli import VERBS;"
        " from newsdesk.commands.archive import while_publishing; print(*(name for name in VERBS if VERBS[name].HELP))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert {"build", "check", "new"} <= set(done.stdout.split())
