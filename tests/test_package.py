"""The wheel: it is whole, says what it is, and gives collections in both forms, as a checkout does."""

import email
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from copying import copied
from started import DAY, WEEK, contents
from wheels import ROOT, install, packages

from newsdesk import __version__
from newsdesk.problems import Refusal
from newsdesk.store.program import PROGRAM, Form
from newsdesk.store.starting import start
from newsdesk.store.wheel import wheel_of

INFO = f"newsdesk-{__version__}.dist-info"


def members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sources(folder: Path) -> dict[str, bytes]:
    """What git would hold of a folder: nothing that Python, tests or builds leave there."""
    return {path: raw for path, raw in contents(folder).items() if "__pycache__" not in path}


def test_the_wheel_holds_the_whole_program_and_nothing_else(wheel: Path) -> None:
    found = members(wheel)
    wanted = {f"newsdesk/{path}": raw for path, raw in sources(ROOT / "newsdesk").items()}
    for name in set(PROGRAM) - {"newsdesk"}:
        top = ROOT / name
        inner = (
            {f"{name}/{path}": raw for path, raw in sources(top).items()} if top.is_dir() else {name: top.read_bytes()}
        )
        wanted |= {f"newsdesk/program/{path}": raw for path, raw in inner.items()}
    assert {path: raw for path, raw in found.items() if not path.startswith(INFO)} == wanted
    for kind in (
        r"templates/.*\.html",
        r"theme/.*\.css",
        r"locale/ru\.po",
        r"fonts/.*\.ttf",
        r"data/.*\.yaml",
        r"\.sql",
    ):
        assert any(re.search(kind, path) for path in found), kind
    assert "newsdesk/starter/.github/workflows/checks.yml" in found
    assert not [path for path in found if re.search(r"\.pyc$|(^|/)(tests?|site|\.cache|captures)/", path)]
    assert wheel.name == f"newsdesk-{__version__}-py3-none-any.whl"


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    found = members(wheel)
    said = email.message_from_bytes(found[f"{INFO}/METADATA"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (said["Name"], said["Version"], said["Requires-Python"]) == ("newsdesk", __version__, ">=3.11")
    assert set(said.get_all("Provides-Extra")) == set(project["optional-dependencies"])
    assert len([one for one in said.get_all("Requires-Dist") if "extra ==" not in one]) == len(project["dependencies"])
    assert "Private :: Do Not Upload" in said.get_all("Classifier")
    assert found[f"{INFO}/entry_points.txt"].decode().split("\n")[:2] == [
        "[console_scripts]",
        "newsdesk = newsdesk.console:main",
    ]
    assert found[f"{INFO}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert f"{INFO}/licenses/newsdesk/output/cards/fonts/OFL.txt" in found


@pytest.mark.parametrize("form", Form)
def test_a_checkout_and_an_installed_package_start_the_same_collections(
    installed: Path, tmp_path: Path, form: Form
) -> None:
    one, other = tmp_path / "a" / "digest", tmp_path / "b" / "digest"
    assert start(ROOT, one, WEEK, DAY, form) == start(packages(installed), other, WEEK, DAY, form)
    assert contents(one) == contents(other)
    (folder,) = (path for path in one.iterdir() if path.name in ("newsdesk", "program"))
    assert folder.name == ("newsdesk" if form is Form.PROGRAM else "program")


def test_the_form_of_a_collection_is_that_of_the_program_unless_another_is_named(
    installed: Path, tmp_path: Path
) -> None:
    start(ROOT, tmp_path / "a", WEEK, DAY)
    start(packages(installed), tmp_path / "b", WEEK, DAY)
    assert (tmp_path / "a" / "build_digest.py").is_file()
    assert not (tmp_path / "b" / "build_digest.py").exists()
    assert (tmp_path / "b" / "program" / f"newsdesk-{__version__}-py3-none-any.whl").is_file()


def test_what_is_packed_again_is_the_same_program(wheel: Path, installed: Path, tmp_path: Path) -> None:
    name, raw = wheel_of(packages(installed))
    (tmp_path / name).write_bytes(raw)
    assert name == wheel.name
    before, after = members(wheel), members(tmp_path / name)
    record = f"{INFO}/RECORD"
    assert sorted(before.pop(record).splitlines()) == sorted(after.pop(record).splitlines())
    assert before == after
    again = install(tmp_path / name, tmp_path / "again")
    assert wheel_of(packages(again)) == (name, raw)


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("newsdesk/cli.py", b"# mine\n", "newsdesk/cli.py is not as it was installed. Install newsdesk again."),
        ("newsdesk/cli.py", None, "newsdesk/cli.py cannot be read: No such file or directory. Install newsdesk again."),
        (f"{INFO}/RECORD", None, "does not say which files of newsdesk were installed there. Install newsdesk again."),
        (f"{INFO}/RECORD", b"", "does not say which files of newsdesk were installed there. Install newsdesk again."),
    ],
)
def test_no_wheel_is_made_of_what_is_not_as_it_was_installed(
    installed: Path, tmp_path: Path, path: str, change: bytes | None, said: str
) -> None:
    home = tmp_path / "packages"
    copied(packages(installed), home)
    (home / path).unlink()
    if change is not None:
        (home / path).write_bytes(change)
    with pytest.raises(Refusal) as refusal:
        start(home, tmp_path / "x", WEEK, DAY)
    assert str(refusal.value).endswith(said)
    assert not (tmp_path / "x").exists()


def test_a_wheel_that_cannot_be_built_says_why(tmp_path: Path) -> None:
    (tmp_path / "build_digest.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("[build-system]\nrequires = []\nbuild-backend = 'nowhere'\n")
    with pytest.raises(Refusal) as refusal:
        wheel_of(tmp_path)
    assert str(refusal.value).startswith(
        f"The wheel of the program in {tmp_path} could not be built. Is there a network connection?"
        " It is needed once, for hatchling, which builds it.\n"
    )
    assert "nowhere" in str(refusal.value)
