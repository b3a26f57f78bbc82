"""Releases prove what they are and how old: `release` packs and stamps, `verify-release` looks, without a network."""

import hashlib
import os
import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from authority import OPENSSL, Authority, authority
from invented import DATA
from terminal import Done, run

from newsdesk.build import Project
from newsdesk.commands.release import checked, pack
from newsdesk.store.releases.sums import PROOFS, STAMP, SUMS, faults, pages_of, sealed, stamped

FILES = {"2022-w41-1.md": b"# A digest\n", "entries.csv": b"id,title\r\n1,Swans\r\n", "notes.md": b"# Notes\n"}
TAG = "2022-w41-2"


def written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A release of three files, with something in the place of a stamp."""
    files = sealed(FILES)
    return written(tmp_path / "release", {**files, **stamped(files[SUMS], b"a stamp")})


def look(folder: Path, *words: object) -> Done:
    return run("verify-release", folder, *words)


def test_the_checksums_are_those_that_sha256sum_reads(small: Path) -> None:
    assert list(faults(small)) == []
    for name in (SUMS, PROOFS):
        for line in (small / name).read_text("utf-8").splitlines():
            digest, path = line.split("  ")
            assert digest == hashlib.sha256((small / path).read_bytes()).hexdigest()


def test_one_bit_anywhere_is_seen(small: Path) -> None:
    for path in sorted(small.iterdir()):
        whole = path.read_bytes()
        for at in range(len(whole)):
            changed = bytearray(whole)
            changed[at] ^= 1 << (at % 8)
            path.write_bytes(changed)
            assert list(faults(small)), (path.name, at)
        for other in (whole[:-1], whole + b"\n", whole + b" ", b"", whole.replace(b"\n", b"\r\n")):
            path.write_bytes(other)
            assert other == whole or list(faults(small)), path.name
        path.write_bytes(whole)
    assert list(faults(small)) == []


def test_what_is_missing_added_or_no_file(small: Path, tmp_path: Path) -> None:
    for path in sorted(small.iterdir()):
        if path.name == SUMS:
            continue
        whole = path.read_bytes()
        path.unlink()
        assert list(faults(small)) == [f"{path.name} is missing."]
        (tmp_path / "elsewhere").write_bytes(whole)
        path.symlink_to(tmp_path / "elsewhere")
        assert any("no plain file" in line for line in faults(small)), path.name
        path.unlink()
        path.write_bytes(whole)
    assert list(faults(small)) == []
    for name in ("more.csv", ".hidden", "in/a/folder.txt"):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_bytes(b"")
        assert list(faults(small)) == [f"{name} does not belong to the release."]
        (small / name).unlink()
    assert list(faults(small)) == ["in/a/ does not belong to the release."]


def test_checksums_that_were_written_anew_for_another_file_are_seen_by_their_order_and_proof(small: Path) -> None:
    (small / "entries.csv").write_bytes(b"other")
    lines = (small / SUMS).read_text("utf-8").splitlines(keepends=True)
    digest = hashlib.sha256(b"other").hexdigest()
    (small / SUMS).write_text("".join(f"{digest}  entries.csv\n" if "entries" in x else x for x in lines), "utf-8")
    assert [line.partition(":")[0] for line in faults(small)] == [f"{SUMS} is not what it was"]
    (small / SUMS).write_text("".join(reversed(lines)), "utf-8")
    assert any(line.startswith(f"{SUMS} is not as it was written: ") for line in faults(small))


def test_the_command_says_what_is_wrong_and_works_outside_a_collection(small: Path, tmp_path: Path) -> None:
    (small / "entries.csv").write_bytes(b"other")
    done = run("verify-release", small, cwd=tmp_path)
    digest = hashlib.sha256(b"other").hexdigest()
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"entries.csv is not what it was: its SHA-256 is {digest}.\n{small} is not what went out: 1 fault.\n"
    )
    lost = tmp_path / "none"
    wrong = {tmp_path: "is no release: it has no SHA256SUMS.", lost: "cannot be read: No such file or directory."}
    for folder, said in wrong.items():
        none = run("verify-release", folder, cwd=tmp_path)
        assert (none.returncode, none.stderr) == (2, f"build_digest.py: {folder} {said}\n")


def test_without_a_stamp_and_without_the_extra_it_says_that_nothing_is_proved(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = written(tmp_path / "bare", sealed(FILES))
    done = look(bare)
    assert (done.returncode, done.stdout) == (0, (
        f"{bare} is what went out: 3 files as SHA256SUMS has them.\n"
        "Nothing proves how old it is: it has no timestamp (SHA256SUMS.tsr).\n"
    ))  # fmt: skip
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    done = look(small)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, [
        "The timestamp was not checked, so nothing proves how old it is: it needs rfc3161-client, which is not"
        " installed. Install the extra, once:",
        "    make setup-proof",
    ])  # fmt: skip


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Authority]:
    pytest.importorskip("rfc3161_client", reason="needs: make setup-proof")
    if not OPENSSL:
        pytest.skip("needs openssl")
    with authority(tmp_path / "authority") as made:
        yield made


@pytest.fixture
def project(built: Path) -> Project:
    return Project(DATA, DATA / "digests", built, built.parent / "cache")


def release(project: Project, folder: Path, **env: str) -> Done:
    return run("release", TAG, "--root", project.root, "--site", project.site, "--to", folder, **env)


def test_a_release_names_the_pages_of_its_day(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    assert release(project, folder).stderr == ""
    assert list(faults(folder)) == []
    assert (folder / "pages.sha256").read_bytes() == pages_of(project.site)
    site = shutil.copytree(project.site, tmp_path / "site")
    (site / "revision.txt").write_text("0" * 40, "utf-8")
    done = look(folder, "--site", site)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r" and [\d,]+ pages of the site\.\n", done.stdout)
    (site / "index.html").write_text("Other", "utf-8")
    (site / "404.html").unlink()
    (site / "more.html").write_text("More", "utf-8")
    done = look(folder, "--site", site)
    assert (done.returncode, done.stdout.splitlines()) == (1, [
        "404.html is missing in the site.", "index.html is not what it was when the edition went out.",
        "more.html is new in the site.", f"{folder} is not what went out: 3 faults.",
    ])  # fmt: skip
    older = run("release", "2022-w41-1", "--root", project.root, "--site", site, "--to", tmp_path / "older")
    assert older.returncode == 0
    said = look(tmp_path / "older", "--site", site).stderr
    assert said.endswith("names no pages: only the newest edition of a week has them. Leave out --site.\n")


def test_an_authority_stamps_a_release(project: Project, tmp_path: Path, clock: Authority) -> None:
    folder = tmp_path / "release"
    env = {"NEWSDESK_TIMESTAMP": clock.address, "NEWSDESK_TIMESTAMP_ROOTS": str(clock.roots)}
    done = release(project, folder, **env)
    assert re.fullmatch(
        r"Stamped by Clock: it is at least as old as \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.\n", done.stderr
    )
    assert list(faults(folder)) == []
    done = look(folder, "--authority", clock.roots)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"\nIt is at least as old as .* UTC, by the timestamp of Clock \(PROOFS names it\)\.\n", done.stdout
    )
    # Whoever trusts nobody but Mozilla's list is told so, and what speaks against it is no proof.
    other = look(folder)
    assert other.returncode == 1
    assert "The timestamp does not hold: its signature is of nobody who is trusted here" in other.stdout
    # A stamp of something else, with proofs that were written for it.
    sums = (folder / SUMS).read_bytes()
    (folder / "entries.csv").write_bytes(b"other")
    anew = sealed({path.name: path.read_bytes() for path in folder.iterdir() if path.name not in (SUMS, PROOFS, STAMP)})
    written(folder, {**anew, **stamped(anew[SUMS], (folder / STAMP).read_bytes())})
    assert anew[SUMS] != sums
    assert list(faults(folder)) == []
    done = look(folder, "--authority", clock.roots)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        1,
        "The timestamp does not hold: Mismatch between messages.",
    )


@pytest.mark.parametrize(("status", "instead", "said"), [
    (503, None, "No timestamp: 127.0.0.1 gives no timestamp: it answers 503.\n"),
    (200, b"<html>Sign in</html>", "No timestamp: The timestamp does not hold: ASN.1 parse error"),
    (200, b"", "No timestamp: The timestamp does not hold: ASN.1 parse error"),
])  # fmt: skip
def test_without_a_stamp_a_release_goes_out_all_the_same(
    status: int, instead: bytes | None, said: str, project: Project, tmp_path: Path, clock: Authority
) -> None:
    clock.status, clock.instead = status, instead
    folder = tmp_path / "release"
    env = {"NEWSDESK_TIMESTAMP": clock.address, "NEWSDESK_TIMESTAMP_ROOTS": str(clock.roots)}
    done = release(project, folder, **env)
    assert done.returncode == 0
    assert done.stderr.startswith(said)
    assert not (folder / STAMP).exists()
    assert list(faults(folder)) == []
    gone = release(project, folder, NEWSDESK_TIMESTAMP="http://127.0.0.1:9/", NEWSDESK_TIMESTAMP_ROOTS="")
    assert gone.returncode == 0
    assert gone.stderr.startswith("No timestamp: 127.0.0.1 could not be asked: ")


@pytest.mark.slow
def test_a_changed_byte_in_any_of_a_thousand_places_of_a_release_is_found(
    project: Project, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "release"
    pack(project, checked(project), TAG, folder)
    sums = (folder / SUMS).read_bytes()
    # With a real stamp where one can be made here, else with bytes that nobody looks at but the proofs.
    stamp = os.urandom(1500)
    if OPENSSL and "rfc3161_client" in sys.modules:
        release(project, folder, NEWSDESK_TIMESTAMP=request.getfixturevalue("clock").address)
        stamp = (folder / STAMP).read_bytes() if (folder / STAMP).is_file() else stamp
    written(folder, stamped(sums, stamp))
    assert list(faults(folder)) == []
    chance = random.Random(20221018)
    paths = sorted(folder.iterdir())
    sizes = [path.stat().st_size for path in paths]
    # Half of the places by size, and half in each file alike: small files are what is forgotten.
    chosen = chance.choices(paths, sizes, k=500) + [paths[number % len(paths)] for number in range(500)]
    missed = []
    for path in chosen:
        at, other = chance.randrange(path.stat().st_size), chance.randrange(1, 256)
        with path.open("r+b") as file:
            file.seek(at)
            (byte,) = file.read(1)
            file.seek(at)
            file.write(bytes([byte ^ other]))
        missed += [] if list(faults(folder)) else [(path.name, at, other)]
        with path.open("r+b") as file:
            file.seek(at)
            file.write(bytes([byte]))
    assert missed == []
    assert list(faults(folder)) == []
