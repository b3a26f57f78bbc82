"""What the program prints on, and the locale that it starts in: closed, full, or without any letters of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from makers import ABOUT, collection, write_tree

ROOT = Path(__file__).resolve().parent.parent
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# What waits to be printed is kept, as it is where nobody asks for anything else: containers often do.
AS_USUAL = {"PYTHONUNBUFFERED": ""}
SPACE = "build_digest.py: What was to be printed: No space left on device.\n"
NOWHERE = "build_digest.py: There is no folder nowhere/digests. Name one with --digests or --root.\n"
CHECKED = "Checked 1 entry: no problems.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_tree(tmp_path / "p", collection())
    (tmp_path / "p" / "mkdocs.yml").write_text("site_name: Swans\n", "utf-8")
    return tmp_path / "p"


def shell(project: Path, line: str, **env: str) -> tuple[int, str]:
    """The exit code of a line of the shell, in which PROGRAM stands for ours, and what went to standard error."""
    line = line.replace("PROGRAM", f"'{sys.executable}' '{ROOT / 'build_digest.py'}'")
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **AS_USUAL, **env},
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("PROGRAM check --root . >&-", 0, CHECKED),
        pytest.param("PROGRAM check --root . >&- 2>&-", 0, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root . <&- >&- 2>&-", 0, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root . <&-", 0, CHECKED, marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root . 2>&-", 0, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root nowhere >&- 2>&-", 2, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root nowhere >/dev/full", 2, NOWHERE, marks=pytest.mark.slow),
        pytest.param("PROGRAM check --root nowhere 2>/dev/full", 2, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM stats --root . >&-", 0, "", marks=pytest.mark.slow),
        ("PROGRAM stats --root . >/dev/full", 1, SPACE),
        pytest.param("PROGRAM stats --root . --format json >/dev/full", 1, SPACE, marks=pytest.mark.slow),
        pytest.param("PROGRAM --help >/dev/full", 1, SPACE, marks=pytest.mark.slow),
        pytest.param("PROGRAM --help >&-", 0, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM --version | true", 0, "", marks=pytest.mark.slow),
        pytest.param("PROGRAM stats --root . | true", 0, "", marks=pytest.mark.slow),
        ("PROGRAM no-such-verb >/dev/full 2>/dev/null", 2, ""),
    ],
)
def test_closed_and_full_output(project: Path, line: str, code: int, said: str) -> None:
    assert shell(project, line) == (code, said)


def test_a_closed_stream_is_not_taken_for_a_file(project: Path) -> None:
    """The first file that is opened would get the number of standard output, and be written into."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert shell(project, "PROGRAM schema --root . <&- >&- 2>&-")[0] == 0
    assert {path: path.read_bytes() for path in before} == before
    assert shell(project, "PROGRAM --root . <&- >&- 2>&-")[0] == 1  # it has no docs, which nobody hears


@pytest.mark.parametrize(
    ("command", "code", "encoding"),
    [
        ("check --format json", 1, "ascii"),
        pytest.param("check --format json", 1, "latin-1", marks=pytest.mark.slow),
        pytest.param("check --format json", 1, "utf-16", marks=pytest.mark.slow),
        ("check --format json", 1, "utf-8"),
        ("stats --format json", 0, "koi8-r"),
        pytest.param("stats --format json", 0, "ascii", marks=pytest.mark.slow),
    ],
)
def test_json_is_json_on_every_stream(project: Path, command: str, code: int, encoding: str) -> None:
    outlets = project / "digests" / "outlets.yaml"
    text = outlets.read_text("utf-8").replace("The Lantern", "Фонарь é 𝄞\n    name_language: ru")
    outlets.write_text(
        text if code == 0 else text.replace("    domains: [lantern", "    é𝄞ж: x\n    domains: [lantern")
    )
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_digest.py"), *command.split(), "--root", str(project)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == code, done.stderr
    read = json.loads(done.stdout.decode("utf-8"))
    if code:
        assert read[0]["message"] == '"é𝄞ж" is not a field here.'
    else:
        assert "Фонарь é 𝄞" in json.dumps(read, ensure_ascii=False)


def test_a_root_in_letters_where_the_locale_has_none(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "Лебеди é 天鵝"
    shutil.copytree(project, root)
    (root / "docs").mkdir()
    (root / "docs" / "лебедь.md").write_text("# Лебедь\n", "utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: Swans\n{ABOUT}", "utf-8")
    code, said = shell(tmp_path, f"PROGRAM --root '{root}'", **BARE)
    assert (code, said) == (0, "")
    assert (root / "site" / "лебедь" / "index.html").is_file()
    code, said = shell(tmp_path, f"PROGRAM check --root '{root}/nowhere'", **BARE)
    assert code == 2
    assert f"There is no folder {root}/nowhere/digests." in said
