"""The direction of imports, the purity of the core, and other promises about the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "newsdesk"
# Each layer may import from those before it; a line is a layer.
LAYERS = [
    ["problems"],
    ["interface"],
    ["model"],
    ["evidence"],
    ["load"],
    ["check"],
    ["collection"],
    ["views"],
    ["files", "handwritten"],
    ["frame", "search", "site", "sitemap", "schema", "history", "migrate", "pdf", "closing", "evidence_in", "cards"],
    ["build", "init", "capture"],
    ["fetch", "draft"],
    ["serve"],
    ["commands", "new"],
    ["cli"],
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PURE = {"problems", "interface", "model", "evidence", "check", "collection", "views"}
FORBIDDEN_MODULES = {"os", "io", "pathlib", "socket", "subprocess", "urllib.request", "time", "random", "tempfile",
                     "shutil", "logging", "sys", "requests", "sqlite3"}
# Makes a database as other views make text: in memory, and hands its bytes on.
IN_MEMORY = {"views/data/database.py"}
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "eval", "now", "today", "utcnow", "getenv"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found.append(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way_and_the_core_is_pure(path: Path) -> None:
    tree, here = ast.parse(path.read_text("utf-8")), part(path)
    names = imports(tree)
    if here != "__init__":
        assert here in RANK, f"{here} has no layer: add it to LAYERS and to the design"
        inner = {name.split(".")[1] for name in names if name.startswith("newsdesk.")}
        late = {name for name in inner - {here} if RANK[name] >= RANK[here]}
        assert not late, f"{here} may not import {late}"
    if here in PURE:
        outer = {name for name in names if name in FORBIDDEN_MODULES or name.split(".")[0] in FORBIDDEN_MODULES}
        if path.relative_to(PACKAGE).as_posix() in IN_MEMORY:
            outer -= {"sqlite3"}
            opened = [ast.unparse(node.args[0]) for node in ast.walk(tree)
                      if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect"]
            assert opened == ["':memory:'"], "a database in memory, and no other"
        assert not outer, f"{path.name} is pure and may not import {outer}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                assert called not in FORBIDDEN_CALLS, f"{path.name}:{node.lineno} calls {called}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module starts with one sentence of what it is"
    assert len(text.splitlines()) <= 320


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_public_functions_and_classes_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    bare = [node.name for node in tree.body if isinstance(node, kinds)
            and not node.name.startswith("_") and not ast.get_docstring(node)]
    assert not bare
