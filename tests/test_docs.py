"""The documents are true: commands exist, pins agree, examples are valid."""

import re
import runpy
import tomllib
from pathlib import Path

from tables import each
from terminal import run

from newsdesk.check import check
from newsdesk.check.rules import RULES
from newsdesk.cli import VERBS
from newsdesk.load import parse

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "docs/for-editors.md", "docs/messages.md")]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[str]:
    blocks = [text for kind, text in FENCE.findall(path.read_text("utf-8")) if kind in ("sh", "console", "bash")]
    return [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines() if line.strip()]


ALL_COMMANDS = [(path.name, command) for path in DOCUMENTS for command in commands(path)]


@each(("name", "command"), ALL_COMMANDS)
def test_every_command_in_the_documents_exists(name: str, command: str) -> None:
    for part in re.split(r"\s*&&\s*", command.split("#")[0].strip()):
        words = [word for word in part.split() if not re.match(r"[A-Z]+=", word)]
        if words[0] == "make":
            targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
            assert set(words[1:]) <= set(targets)
        elif called := [at for at, word in enumerate(words) if word.endswith("build_digest.py") or word == "newsdesk"]:
            at = called[0]
            # `outlet add` has options of its own, and so has each action of the inbox.
            is_deeper = words[at + 2 : at + 3] == ["add"] or (words[at + 1] == "inbox" and len(words) > at + 2)
            verb = words[at + 1 : at + 2 + is_deeper]
            said = run(*verb, "--help")
            assert said.returncode == 0, part
            for option in (word for word in words[at:] if word.startswith("--")):
                assert option in said.stdout, part
        else:
            assert words[0] in {"git", "cd", "cp", "mkdir", "python3", "sudo", "brew", ".venv/bin/python"}, part


def test_the_guide_lists_every_verb() -> None:
    guide = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    table = guide.split("## Everything that you can ask for")[1].split("\n## ")[0]
    named = {found.split()[0] for found in re.findall(r"`([a-z][^`]*)`", table)}
    assert set(VERBS) - named == set()


def test_the_documents_name_commands_at_all() -> None:
    assert {"make site", "make test"} <= {command for name, command in ALL_COMMANDS if name == "README.md"}


def test_the_pins_of_the_script_equal_the_requirements() -> None:
    lock = runpy.run_path(str(ROOT / "scripts" / "lock.py"))
    requirements = (ROOT / "requirements.txt").read_text("utf-8")
    assert lock["header"](requirements) in (ROOT / "build_digest.py").read_text("utf-8")
    dev = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert set(lock["pins"](requirements)) <= set(lock["pins"](dev))


def test_requirements_have_hashes_and_no_addresses() -> None:
    for name in (
        "requirements.txt",
        "requirements-capture.txt",
        "requirements-coding.txt",
        "requirements-desk.txt",
        "requirements-machines.txt",
        "requirements-mcp.txt",
        "requirements-cluster.txt",
        "requirements-dev.txt",
        "requirements-pdf.txt",
        "requirements-proof.txt",
    ):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        for pin in re.split(r"\n(?=[a-z0-9])", text):
            assert "==" in pin
            assert "--hash=sha256:" in pin


def test_each_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))
    for requirement in project["project"]["dependencies"] + project["dependency-groups"]["dev"]:
        at = next(n for n, line in enumerate(lines) if f'"{requirement}"' in line)
        assert lines[at - 1].strip().startswith("#"), requirement


def test_every_rule_across_files_is_in_the_editors_guide() -> None:
    guide = (ROOT / "docs" / "messages.md").read_text("utf-8")
    for rule in RULES:
        assert f"`{rule.__name__.replace('_', '-')}`" in guide, rule.__name__


def test_the_example_in_the_editors_guide_is_valid() -> None:
    guide = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    fenced = FENCE.findall(guide)
    blocks = [text for kind, text in fenced if kind == "yaml" and re.search(r"^schema: 1\b", text, re.MULTILINE)]
    files = {"2026-W47/_digest.yaml": "schema: 1\nstatus: draft\n"}
    for text in blocks:
        register = re.search(r"^(outlets|people|places|stories|topics|moved):$", text, re.MULTILINE)
        name = register and register[1].replace("moved", "_moved")
        files[f"{name}.yaml" if name else "2026-W47/primersk-bridge-opening-delayed.yaml"] = text
    assert "2026-W47/primersk-bridge-opening-delayed.yaml" in files
    documents, problems = {}, []
    for path, text in files.items():
        document, found = parse(path, text.encode())
        documents[path] = document
        problems += found
    _, found = check(documents)
    assert problems + found == []


def test_links_between_documents_resolve() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
            # What ends in a slash is no document but a page that is generated: test_collection.py follows those.
            if "://" not in target and not target.startswith("mailto:") and not target.endswith("/"):
                assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"


def test_no_hand_written_page_is_too_large() -> None:
    """MkDocs makes 1.75 bytes of each byte of such a page, and no page is to have more than 150 kB."""
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts]
    assert len(pages) > 10
    assert [path.name for path in pages if path.stat().st_size > 85_000] == []
