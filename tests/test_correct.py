"""`correct`: evidence follows the text that changes, a window opens where there is one, and ids stand where we look."""

import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import CLOCK, FILES, WEEK, desk, files_in, restored, said_by
from pydantic import BaseModel
from repository import commit, said
from tables import each
from terminal import run

from newsdesk.load import parse
from newsdesk.model import Digest, Entry
from newsdesk.model.register import REGISTERS
from newsdesk.store.verbs.published.naming import NAMING

FERRY = f"digests/{WEEK}/ferry-stops.yaml"
ARTICLE = """\
The ferry of Lanternmoor will stop at dusk from November on, the council has let it be known. "The last boat now goes
before the lamps are lit, and nobody asked us on the far bank," said Bo Lind, who keeps goats there. Cara Fen had
waited on the pier. "It was dark, and there was no boat," she said. The warden Ada Quill was not there on that evening.
"""
PAGE = "Order of the council: in March 2021 the hours of the ferry were set by Dora Marsh, clerk of Lanternmoor.\n"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    root = desk(tmp_path_factory.mktemp("press") / "desk")
    path = root / FERRY
    text = path.read_text("utf-8").replace("in March 2021,", "in March 2021, by Dora Marsh,")
    path.write_text(text.replace("name: Cara Fen,", "name: Cara Fen, name_printed: Cara Fen,"), "utf-8")
    (root / "captures").mkdir()
    (root / "captures/ferry-stops.txt").write_text(ARTICLE, "utf-8")
    (root / "page.txt").write_text(PAGE, "utf-8")
    for more in ((), ("--reference", "hours-2021")):
        source = root / ("page.txt" if more else "captures/ferry-stops.txt")
        told = said_by(root, "fingerprint", "ferry-stops", str(source), *more)
        assert told["code"] == 0, told
    (root / "page.txt").unlink()
    assert said_by(root, "check")["code"] == 0
    commit(root)
    return root, files_in(root)


def correct(root: Path, field: str, text: str, *more: str) -> dict[str, object]:
    return said_by(root, "correct", "ferry-stops", field, "--to", text, "--kind", "material", "--why", "A slip.", *more)


@each(
    ("field", "text", "without"),
    [
        ("sources.2.quote.text", "there was no boat", 'is no quotation that was compared with the article'),
        ("sources.1.name_printed", "Lind", "is none that was compared with the article"),
        ("sources.1.name_printed", "null", ""),
        (
            "summary",
            "The report says that the ferry of Lanternmoor stops at dusk from November on. It quotes somebody who lives"
            " on the far bank, and Cara Fen, who had waited for it in vain.",
            "",
        ),
        ("context", FILES[FERRY.removeprefix("digests/")].partition("context: ")[2].partition("\n")[0], ""),
    ],
)  # fmt: skip
def test_evidence_follows(press: tuple[Path, dict[str, str]], field: str, text: str, without: str) -> None:
    root, files = press
    restored(root, files)
    told = correct(root, field, text, *(["--with", "sources.1.identified=described"] if text == "null" else []))
    assert told["code"] == 0, told
    checked = said_by(root, "check", "--notes")
    assert checked["code"] == 0
    assert "leftover" not in str(checked["out"])
    assert "not-checkable-here" not in str(checked["out"])
    assert said(root, "HEAD") == []
    # Without the article nobody knows of new words; of those that went nothing is left.
    restored(root, {path: text for path, text in files.items() if not path.startswith("captures/")})
    told = correct(root, field, text, *(["--with", "sources.1.identified=described"] if text == "null" else []))
    assert (told["code"], told["diff"] == "") == ((1, True) if without else (0, False)), told
    assert without in str(told["err"])
    assert said_by(root, "check")["code"] == 0


def test_evidence_forgets_a_private_name_and_keeps_the_quotation(press: tuple[Path, dict[str, str]]) -> None:
    root, files = press
    restored(root, {path: text for path, text in files.items() if not path.startswith("captures/")})
    told = said_by(root, "withdraw", "ferry-stops", "--name", "Cara Fen", "--as", "a passenger", "--why", "Asked for.")
    assert told["code"] == 0, told
    checked = said_by(root, "check", "--notes")
    assert checked["code"] == 0, checked
    told_of = ("leftover", "quotation-not-found", "other-speaker", "evidence-edited", "not-checkable-here")
    assert not [rule for rule in told_of if rule in str(checked["out"])]
    assert said(root, "HEAD") == []
    text = (root / FERRY).read_text("utf-8")
    document, _ = parse("x.yaml", text.encode())
    assert document
    evidence = document.data["evidence"]
    assert (len(evidence["names"]), len(evidence["quotations"])) == (1, 1), "of the other source, and the words"
    assert "tokens" not in evidence
    assert "tokens:" not in (root / "digests/pages.yaml").read_text("utf-8")


def test_a_window_opens_on_the_text(
    press: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, files = press
    restored(root, files)
    editor = tmp_path / "an editor.py"
    editor.write_text(
        "import sys; from pathlib import Path; p = Path(sys.argv[1]);"
        " p.write_text(p.read_text('utf-8').replace('too early', 'too\\nlate'), 'utf-8')",
        "utf-8",
    )
    words = ("correct", "ferry-stops", "sources.1.says", "--kind", "material", "--why", "x", "--root", root)
    monkeypatch.setattr("newsdesk.commands.correct.is_at_hand", lambda: True)
    for command, code, told in (
        (f'{sys.executable} "{editor}"', 0, ""),
        ("true", 1, '"sources.1.says" of ferry-stops says that already. Nothing was changed.'),
        ("false", 1, "false ended with 1. Nothing was changed."),
        ("no-such-editor-here", 2, "no-such-editor-here cannot be started"),
    ):
        done = run(*words, SOURCE_DATE_EPOCH=CLOCK, VISUAL="", EDITOR=command)
        assert (done.returncode, told in done.stderr) == (code, True), done
    assert "says: That the ferry stops too late." in (root / FERRY).read_text("utf-8")


def test_ids_are_looked_for_wherever_the_model_has_any() -> None:
    """A new field that names a record is told to `rename` in NAMING; ids of references stay in their record."""
    known = {name.rpartition(".")[2] for names in NAMING.values() for name in names}
    found = {name for model in (Entry, Digest, *REGISTERS.values()) for name in ids_in(model, set())}
    # A rule is none of the collection, but of the program.
    assert found - known == {"id", "ref", "references", "refs", "rule"}
    assert known - found == set()


def ids_in(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """The names of the fields below a record that hold ids, or what may be one."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        parts = [field.annotation, *field.metadata]
        text = repr(parts)
        if "An id: small letters" in text or name in ("translation_of", "side"):
            yield name
        for inner in models_in(field.annotation):
            yield from ids_in(inner, seen)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from models_in(inner)
