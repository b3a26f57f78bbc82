"""The scripts of the project as modules, and what tests and scripts read of its code."""

import ast
import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
READERS = frozenset({"test_catalogues", "test_house", "test_map", "test_neutral", "test_saying"})
"""Tests that read all modules: one worker reads them, if it gets these one after the other."""


def parsed(source: str | bytes) -> ast.Module:
    """The syntax tree of a module, which is read once and which nobody changes: many promises are about all modules."""
    return _parsed(source.decode("utf-8") if isinstance(source, bytes) else source)


_parsed = cache(ast.parse)


@cache
def script(name: str, folder: str = "scripts") -> ModuleType:
    """A script by its name, without running it; or a benchmark."""
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if getattr(module, "ast", None):  # scripts and tests read the same modules
        module.ast = SimpleNamespace(**{**vars(ast), "parse": parsed})
    return module
