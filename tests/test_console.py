"""The command of the package: how it was called, and what people type to have an extra."""

import json
import os
import sys
from pathlib import Path

import pytest

from newsdesk import __version__, console


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an environment in it, whose command is not on the path."""
    folder = tmp_path / "my digest"
    bin = folder / ".venv" / "bin"
    bin.mkdir(parents=True)
    for name in ("newsdesk", "python"):
        (bin / name).write_text("#!/bin/sh\n")
        (bin / name).chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.delenv("UV", raising=False)
    return folder


@pytest.mark.parametrize(
    ("called", "python", "said"),
    [
        (".venv/bin/newsdesk", "/x/python", ".venv/bin/newsdesk"),
        ("{here}/.venv/bin/newsdesk", "/x/python", ".venv/bin/newsdesk"),
        ("{here}/the env/newsdesk", "/x/python", "'the env/newsdesk'"),
        ("/elsewhere/bin/newsdesk", "/x/python", "newsdesk"),
        ("../env/bin/newsdesk", "/x/python", "newsdesk"),
        ("/x/newsdesk/__main__.py", "{here}/.venv/bin/python", ".venv/bin/python -m newsdesk"),
        ("/x/newsdesk/__main__.py", "/x/python", "python3 -m newsdesk"),
    ],
)
def test_messages_name_the_command_as_it_can_be_typed_and_no_other_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch, called: str, python: str, said: str
) -> None:
    monkeypatch.setattr(sys, "executable", python.format(here=here))
    assert console._command(called.format(here=here)) == said


def test_a_command_on_the_path_goes_by_its_name(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / ".venv" / "bin"
    monkeypatch.setenv("PATH", str(path))
    assert console._command(str(path / "newsdesk")) == "newsdesk"
    (here / "newsdesk").write_text("#!/bin/sh\n")  # another one than that on the path
    assert console._command(str(here / "newsdesk")) == "newsdesk"


PIP = "python -m pip install"
FILE = {"url": "file:///y/newsdesk.whl", "archive_info": {}}
GIT = {"url": "https://git.example.org/press/newsdesk", "vcs_info": {"vcs": "git", "commit_id": "1f0c"}}


@pytest.mark.parametrize(
    ("own", "pip", "uv", "origin", "said"),
    [
        (True, True, False, None, "make setup-EXTRA"),
        (False, True, False, None, f'/x/{PIP} "newsdesk[EXTRA]=={__version__}"'),
        (False, True, True, None, f'/x/{PIP} "newsdesk[EXTRA]=={__version__}"'),
        (False, False, False, None, f'uv pip install --python /x/python "newsdesk[EXTRA]=={__version__}"'),
        (False, False, True, FILE, 'uvx --from "newsdesk[EXTRA] @ file:///y/newsdesk.whl" newsdesk'),
        (False, False, True, GIT, f'uvx --from "newsdesk[EXTRA] @ git+{GIT["url"]}@1f0c" newsdesk'),
        (False, False, True, None, f'uvx --from "newsdesk[EXTRA]=={__version__}" newsdesk'),
    ],
)
def test_an_extra_is_had_the_way_the_package_was(
    here: Path, monkeypatch: pytest.MonkeyPatch, own: bool, pip: bool, uv: bool, origin: dict | None, said: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(sys, "executable", "/x/python")
    monkeypatch.setattr(sys, "prefix", str(here / ".venv") if own else os.devnull)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: pip or None)
    monkeypatch.setattr(console, "distribution", lambda name: Installed())
    if uv:
        monkeypatch.setenv("UV", "/bin/uv")
    for name in ("Makefile", "requirements-capture.txt"):
        (here / name).write_text("")
    assert console._setup() == said


def test_make_is_named_only_where_it_sets_up_this_environment(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(here / ".venv" / "bin" / "python"))
    monkeypatch.setattr(sys, "prefix", str(here / ".venv"))
    assert console._setup() == f'.venv/bin/{PIP} "newsdesk[EXTRA]=={__version__}"'
