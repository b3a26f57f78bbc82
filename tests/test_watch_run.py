"""The weekly look at cited pages, rehearsed from a clone into a bare repository beside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copying import copied
from stand_in import stand_in
from test_watch_command import TEXT, Site, page, press

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and sh")
ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "GITLAB_"))},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "SOURCE_DATE_EPOCH": "1795910400", "PAUSE": "0",
    "PYTHONPATH": str(ROOT),
}  # fmt: skip
# The program as it is, but that every name leads to this machine.
DRIVER = """
import runpy, sys
from newsdesk.commands import watch
from newsdesk.intake.reach import Guard
plain, guard = watch.run, Guard(lambda address: True, lambda host, port: ["127.0.0.1"])
watch.run = lambda project, options, given=None: plain(project, options, guard)
sys.argv[:1] = []
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run(folder: Path, *command: str, code: int = 0, **env: str) -> str:
    done = subprocess.run(command, cwd=folder, env={**ENV, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_what_has_changed_goes_onto_a_branch(tmp_path: Path) -> None:
    site, work, origin = Site(), tmp_path / "work", tmp_path / "origin.git"
    with stand_in(site.answer, "text/html; charset=utf-8") as site.server:
        press(work, site, 2)
        shutil.copytree(ROOT / "scripts", work / "scripts")
        copied(ROOT / "newsdesk", work / "newsdesk")
        shutil.copy(ROOT / "build_digest.py", work)
        (work / ".gitignore").write_text(".venv/\n.cache/\n__pycache__/\n", "utf-8")
        (work / ".venv" / "bin").mkdir(parents=True)
        (work / ".venv" / "driver.py").write_text(DRIVER, "utf-8")
        python = work / ".venv" / "bin" / "python"
        python.write_text(f'#!/bin/sh\nshift\nexec {sys.executable} .venv/driver.py build_digest.py "$@"\n', "utf-8")
        python.chmod(0o755)
        run(tmp_path, "git", "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
        run(work, "git", "init", "--quiet", "--initial-branch=main")
        run(work, "git", "remote", "add", "origin", str(origin))
        run(work, "git", "add", ".")
        run(work, "git", "-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "--quiet", "-m", "Start")
        run(work, "git", "push", "--quiet", "origin", "main")
        head = run(work, "git", "rev-parse", "main")

        site.pages["/swans/0"] = page(TEXT.replace("counted three", "counted two"))
        said = run(work, "sh", "scripts/watch.sh")
        assert "/swans/0: changed\n" in said
        assert said.endswith("Pushed watch to origin.\n")
        assert run(origin, "git", "rev-parse", "main") == head
        assert run(origin, "git", "diff", "--name-only", "main", "watch") == "digests/watch.yaml\n"
        message = run(origin, "git", "log", "-1", "--format=%B", "watch")
        assert message.startswith("Look again at cited pages\n\nhttp://lantern.example")

        # Run again on the same day it asks nobody and pushes nothing; before it was merged it goes on from there.
        assert run(work, "git", "branch", "--show-current") == "main\n"
        site.server.paths.clear()
        first = run(origin, "git", "rev-parse", "watch")
        assert run(work, "sh", "scripts/watch.sh").endswith("Nothing has changed.\n")
        assert site.server.paths == []
        assert run(origin, "git", "rev-parse", "watch") == first
        assert run(work, "git", "status", "--porcelain") == ""
        later = run(work, "sh", "scripts/watch.sh", SOURCE_DATE_EPOCH="1796515200")
        assert later.endswith("Pushed watch to origin.\n")
        text = run(origin, "git", "show", "watch:digests/watch.yaml")
        assert "since: 2026-11-29" in text
        assert "looked: 2026-12-06" in text
    # Without a network it says so in one line, and leaves everything as it was.
    run(work, "sh", "scripts/watch.sh", code=1, SOURCE_DATE_EPOCH="1797120000")
    assert run(work, "git", "status", "--porcelain") == ""
