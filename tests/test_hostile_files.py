"""Pipes, devices, links in circles, floods and bombs in the place of files: a message, soon, and nothing else."""

import ast
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from makers import ABOUT, ENTRY, brief, collection, entry, problems_on_disk, write_tree
from tables import data_in, each

from newsdesk.cli import main
from newsdesk.load import read_tree
from newsdesk.load.config import MAX_CONFIG, parse_config
from newsdesk.load.ordinary import read_ordinary

ROOT = Path(__file__).resolve().parent.parent
ITSELF = "Put the file itself in its place."


def pipe(path: Path) -> None:
    os.mkfifo(path)


def bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def zeroes(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("gone")


def folder(path: Path) -> None:
    path.mkdir()


KINDS: list[tuple[Callable[[Path], None], str]] = [
    (pipe, "It is a pipe"),
    (bound, "It is a socket"),
    (zeroes, "It is a device"),
    (circle, "It is a link that leads back to itself"),
    (nowhere, "It is a link that leads nowhere"),
    (folder, "It is a folder"),
]
NO_FILE = {
    pipe: "This is no ordinary file.",
    bound: "This is no ordinary file.",
    zeroes: "This is no ordinary file.",
    folder: "This is a folder with the name of a file.",
}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The exit code of a command and all that it prints."""

    def run(*arguments: str) -> tuple[int, str]:
        code = main([*arguments, "--root", str(root)], ROOT)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, collection())
    (tmp_path / "mkdocs.yml").write_text("site_name: Swans\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(("make", "why"), KINDS)
def test_in_the_place_of_the_settings(root: Path, run: Run, make: Callable[[Path], None], why: str) -> None:
    (root / "mkdocs.yml").unlink()
    make(root / "mkdocs.yml")
    code, said = run("check")
    hint = " Name the folder of the collection with --root." if make is nowhere else ""
    assert (code, said) == (2, f"build_digest.py: {root}/mkdocs.yml cannot be read: {why}.{hint}\n")


@pytest.mark.parametrize(("make", "why"), KINDS)
@pytest.mark.parametrize("inner", [ENTRY, "outlets.yaml", "_addresses.txt", "2022-W42/_digest.yaml", "_moved.yaml"])
def test_in_the_place_of_a_file_of_the_collection(
    root: Path, inner: str, make: Callable[[Path], None], why: str
) -> None:
    path = root / "digests" / inner
    path.unlink(missing_ok=True)
    make(path)
    documents, problems = read_tree(root / "digests", root)
    rule, message, hint = "unreadable", f"{why}.", ITSELF
    if make in NO_FILE:
        rule, message, hint = "unknown-file", NO_FILE[make], "Put the files themselves here."
    if (make, inner) == (folder, "_addresses.txt"):
        assert (inner in documents, problems) == (False, [])  # an empty folder of another name
        return
    assert [(p.path, *brief([p])[0]) for p in problems] == [(f"digests/{inner}", rule, 1, 1, message, hint)]
    assert documents[inner] is None


@pytest.mark.parametrize(("make", "why"), [kind for kind in KINDS if kind[0] is not nowhere])
def test_in_the_place_of_a_captured_text(root: Path, run: Run, make: Callable[[Path], None], why: str) -> None:
    (root / "captures").mkdir()
    make(root / "captures" / "swans-counted.txt")
    code, said = run("check")
    assert code == 0
    assert said == (
        "captures/swans-counted.txt:1:1: warning: unreadable-capture: This text cannot be read: "
        f"{why}. The entry was checked without it.\nChecked 1 entry: 1 warning.\n"
    )
    code, said = run("verify", "swans-counted", str(root / "captures" / "swans-counted.txt"))
    assert (code, said) == (2, f"build_digest.py: {root}/captures/swans-counted.txt cannot be read: {why}.\n")


@pytest.mark.parametrize(("make", "why"), KINDS)
@pytest.mark.parametrize("command", ["check --since HEAD", "week 2022-W42", "migrate", "schema", "check", "stats"])
def test_in_the_place_of_what_was_published(
    root: Path, run: Run, make: Callable[[Path], None], why: str, command: str
) -> None:
    """Whoever compares with the history, closes or lifts reads the files once more."""
    for line in ("init -q", "add -A", "-c user.name=x -c user.email=x@example.org commit -qm x"):
        subprocess.run(["git", "-C", str(root), *line.split()], check=True)
    for path in (root / "digests" / ENTRY, root / "digests" / "entry.schema.json"):
        path.unlink(missing_ok=True)
        make(path)
    code, said = run(*command.split())
    if command == "schema":
        assert (code, (root / "digests" / "entry.schema.json").is_file()) == (
            1 if make is folder else 0,
            make is not folder,
        )
    else:
        assert code == 1
        assert (NO_FILE.get(make) or why) in said


# What reads files in another way than `read_whole` and `read_ordinary` do.
OWN_WAY = data_in(ROOT / "tests" / "cases" / "own_way.yaml")


def test_files_of_a_collection_are_read_in_one_way() -> None:
    reads = {"read_bytes", "read_text", "open"}
    texts = {path: path.read_text("utf-8") for path in (ROOT / "newsdesk").rglob("*.py")}
    found = {
        path.relative_to(ROOT / "newsdesk").as_posix()
        for path, text in texts.items()
        # Its own words and data the program reads as those of a package.
        if "from importlib.resources import files" not in text and any(name in text for name in reads)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in reads)
            or (isinstance(node.func, ast.Name) and node.func.id == "open")
        )
    }
    assert found - OWN_WAY.keys() == set()
    assert OWN_WAY.keys() - found == set(), "no longer needed"


def test_a_link_that_leads_back_to_itself_is_followed_in_one_way() -> None:
    """`Path.resolve` breaks on one, in some versions of Python: `real` does not."""
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "newsdesk").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"(?<!Promise)\.resolve\(", line) and "Path(__file__)" not in line
    ]
    assert found == []


LINKED = [
    ("docs", "--root .", "folder docs"), ("theme", "--root .", "theme"), ("captures", "check --root .", ""),
    ("site", "--root .", ""), ("new", "init new", "new"), (".cache", "--root .", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "command", "said"), LINKED)
def test_in_the_place_of_a_folder(
    root: Path, name: str, command: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Swans\n")
    (root / "mkdocs.yml").write_text("site_name: Swans\ntheme: {name: material, custom_dir: theme}\n")
    (root / "theme").mkdir()
    path = root / name
    if path.is_dir():
        shutil.rmtree(path)
    circle(path)
    code = main(command.split(), ROOT)
    assert code in ((1, 2) if said else (0, 1, 2))
    assert said in capsys.readouterr().err


def test_a_page_of_endless_length(root: Path, run: Run) -> None:
    (root / "docs").mkdir()
    with (root / "docs" / "index.md").open("wb") as file:
        file.truncate(1 << 40)
    said = "docs/index.md:1:1: too-big: The file has more than 4,194,304 bytes. Is this a page? "
    code, found = run("check")
    assert (code, found.splitlines()[0]) == (1, f"{said}Divide it, or take it out of docs.")


@contextmanager
def no_room() -> Iterator[None]:
    """No file can hold more than a hundred bytes: the system refuses the rest, as it does on a full disk.

    Python itself keeps nothing of what it compiles meanwhile: of a file that was cut it would learn the next time.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with patch.object(sys, "dont_write_bytecode", True), patch.dict(os.environ, PYTHONDONTWRITEBYTECODE="1"):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


ARTICLE = "Swans were counted on the lake. " * 20


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("schema --root .", "digests/entry.schema.json: File too large"),
        ("fingerprint swans-counted article.txt --root .", f"digests/{ENTRY}: File too large"),
        (
            "week 2022-W42 --publish --unreviewed --root .",
            "digests/2022-W42/_edition-1.md cannot be written: File too large",
        ),
        ("new article.txt --week 2022-W42 --name abc --root .", "digests/2022-W42/abc.yaml: File too large"),
        ("init new", "/new cannot be written: File too large"),
        ("--root .", " cannot be written: File too large"),
    ],
)
def test_a_full_disk_is_told_with_the_name_of_the_file(
    root: Path, command: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Swans\n")
    (root / "article.txt").write_text(ARTICLE)
    (root / "mkdocs.yml").write_text(f"site_name: Swans\n{ABOUT}", "utf-8")
    before = sorted(path for path in root.rglob("*") if path.is_file())
    with no_room():
        code = main(command.split(), ROOT)
    last = capsys.readouterr().err.splitlines()[-1]
    assert (code, last.startswith("build_digest.py: "), last.endswith(f"{said}.")) == (1, True, True), last
    assert str(ROOT) not in last, "it blames what was copied, not what could not be written"
    # Caches come back; of the rest nothing is left, and nothing is gone.
    after = sorted(path for path in root.rglob("*") if path.is_file())
    assert [path for path in after if not {".cache", ".site.state"} & set(path.parts)] == before


def test_an_entry_named_by_a_pipe_or_a_pipe_as_an_article(root: Path, run: Run) -> None:
    pipe(root / "p.yaml")
    assert run("verify", str(root / "p.yaml"), str(root / "mkdocs.yml")) == (
        2,
        f"build_digest.py: There is no entry {root}/p.yaml. Name it by its id or by the path of its file.\n",
    )
    code, said = run("new", str(root / "p.yaml"))
    assert code == 2
    assert said.startswith(f"build_digest.py: {root}/p.yaml cannot be read: It is a pipe. Name a saved page, ")


def test_no_more_is_read_than_the_limit(root: Path, run: Run) -> None:
    (root / "mkdocs.yml").unlink()
    with (root / "mkdocs.yml").open("wb") as file:
        file.truncate(1 << 40)  # a hole
    assert len(read_ordinary(root / "mkdocs.yml", 1000)) == 1001
    assert run("check") == (
        1,
        "mkdocs.yml:1:1: too-big: The file has more than 1,048,576 bytes. Is this the file of settings? Restore it.\n"
        "Checked: 1 error.\n",
    )


def test_a_register_in_a_folder_is_blamed_once(tmp_path: Path) -> None:
    files = {path: text for path, text in collection().items() if path != "outlets.yaml"}
    problems = problems_on_disk(tmp_path, {**files, "outlets.yaml/lantern.yaml": "a: b", "2022-W42/x.yaml/y": "a"})
    what = "This is a folder with the name of a file."
    assert [(p.path, p.message) for p in problems] == [
        ("digests/2022-W42/x.yaml", what),
        ("digests/outlets.yaml", what),
    ]


def bomb(levels: int) -> str:
    lines = ["site_name: X", "l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join([*lines, f"nav: *l{levels - 1}", ""])


PLAIN = "The name of a field is plain text."
AGAIN = "It is already in line 1: keep one of them."
OUT = "Write the value out."
DEEP = ("This is nested too deep.", "Take levels out.")


@each(
    ("text", "problem"),
    [
        ("site_name: X\n? [site_url]\n: y\n", ("bad-key", 2, 3, PLAIN, "Put it in quotes.")),
        ("site_name: X\n? {a: b}\n: y\n", ("bad-key", 2, 3, PLAIN, "Put it in quotes.")),
        ("extra:\n  ? [a]\n  : y\n", ("bad-key", 2, 5, PLAIN, "Put it in quotes.")),
        ("nav:\n  - ? [a]\n    : y\n", ("bad-key", 2, 7, PLAIN, "Put it in quotes.")),
        ("a: x\na: y\n", ("duplicate-key", 2, 1, '"a" stands here for the second time.', AGAIN)),
        ("a: &a [*a]\n", ("alias", 1, 4, "This holds itself.", "Write the value out, in full.")),
        ("a: &a {b: {c: *a}}\n", ("alias", 1, 4, "This holds itself.", "Write the value out, in full.")),
        (bomb(9), ("too-big", 8, 5, "Its aliases stand for more values than a program can hold.",
         "Write the values out.")),
        ("a: " + "[" * 20_000, ("too-deep", 1, 1, *DEEP)),
        ("a: " + "[" * 80 + "]" * 80, ("too-deep", 1, 63, *DEEP)),
        ("a: x\n\x00: y", ("control-character", 2, 1, "Here stands the invisible character U+0000.",
         "Delete it, or type the text anew.")),
        (b"a: x\nb: \xd0\xb6\xff", ("not-utf-8", 2, 5, "Byte 0xFF is not UTF-8.", "Save the file as UTF-8.")),
        ("a: 2022-99-99\n", ("wrong-value", 1, 4, '"2022-99-99" is taken for a number or a date, and is none.',
         "Put a text in quotes.")),
        ("extra: {designations: !ENV X}\n", ("tag", 1, 23, '"designations" is given by the tag !ENV.', OUT)),
        ("extra:\n  newsletter:\n    to: !ENV X\n", ("tag", 3, 9, '"to" is given by the tag !ENV.', OUT)),
        ("theme: {name: material, language: !ENV X}\n", ("tag", 1, 35, '"language" is given by the tag !ENV.', OUT)),
        ("INHERIT: ../base.yml\nsite_name: X\n", ("inherited-settings", 1, 1, "Settings stand in another file.",
         "Write them here: only MkDocs would read them there.")),
        (b"#" * (MAX_CONFIG + 1), ("too-big", 1, 1, "The file has more than 1,048,576 bytes.",
         "Is this the file of settings? Restore it.")),
    ],
)  # fmt: skip
def test_settings_that_break_a_reader(text: str | bytes, problem: tuple) -> None:
    document, found = parse_config("mkdocs.yml", text if isinstance(text, bytes) else text.encode())
    assert (document, brief(found)) == (None, [problem])


def test_what_is_long_in_a_chain_of_aliases_is_too_deep() -> None:
    text = "l0: &l0 [x]\n" + "".join(f"l{n}: &l{n} [*l{n - 1}]\n" for n in range(1, 90))
    _, [problem] = parse_config("mkdocs.yml", text.encode())
    assert (problem.rule, problem.message) == ("too-deep", DEEP[0])


def test_what_mkdocs_takes_from_elsewhere_in_the_file_we_take_too() -> None:
    text = "base: &b {site_name: Swans, site_url: x}\n<<: *b\nsite_url: y\nextra: {analytics: {property: !ENV KEY}}\n"
    document, problems = parse_config("mkdocs.yml", text.encode())
    assert problems == []
    assert (document.data["site_name"], document.data["site_url"]) == ("Swans", "y")
    assert document.where(("site_name",)) == (1, 22)


@pytest.mark.parametrize("deep", ["[" * 3000, "{a: " * 3000, "- " * 3000, "? " * 3000])
def test_an_entry_without_an_end_to_its_levels(tmp_path: Path, deep: str) -> None:
    problems = problems_on_disk(tmp_path, {**collection(), "2022-W42/deep.yaml": f"title: \n  {deep}"})
    assert [p.rule for p in problems] == ["too-deep"]


def test_an_entry_with_a_byte_of_zero(tmp_path: Path) -> None:
    problems = problems_on_disk(tmp_path, {ENTRY: entry().replace("Swans counted", "Swans\0counted")})
    assert [p.rule for p in problems if p.path.endswith(ENTRY)] == ["control-character"]
