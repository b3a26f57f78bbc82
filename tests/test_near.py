"""A verb that looks at what its changes have to do with finds what a look at everything finds."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from check_edits import Edits
from effort import seeds
from invented import DATA, settle
from tables import each

from newsdesk.build import Project, checked, settling
from newsdesk.build.cache import NAME
from newsdesk.build.entries import near
from newsdesk.check.near.ties import Tie, others_of
from newsdesk.check.near.ties import near as near_to

DAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the invented collection."""
    found = tmp_path / "collection"
    for name in ("digests", "docs"):
        shutil.copytree(DATA / name, found / name)
    shutil.copy(DATA / "mkdocs.yml", found)
    settle(found / "digests")
    return found


def project_of(root: Path, cache: Path) -> Project:
    return Project(root, root / "digests", root / "site", cache)


def edited(edits: Edits, many: int) -> dict[Path, str | None]:
    """The texts that some random edits of weeks leave behind, of which nothing stays on the disk."""
    digests = edits.root / "digests"
    before = {path: path.read_bytes() for path in edits.files("**/*")}
    for _ in range(many):
        with suppress(OSError, IndexError, ValueError):
            edits.random.choice([edits.word, edits.value, edits.letter, edits.delete, edits.rename, edits.copy,
                                 edits.line_gone, edits.draft, edits.cited])()  # fmt: skip
    after = {path: path.read_bytes() for path in edits.files("**/*")}
    shutil.rmtree(digests)
    for path, raw in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    changed: dict[Path, str | None] = {}
    for path in before.keys() | after.keys():
        if before.get(path) != (now := after.get(path)) and path.parent != digests:
            with suppress(UnicodeDecodeError):
                changed[path] = None if now is None else now.decode()
    return changed


@pytest.mark.parametrize("seed", seeds(1, 14))
def test_changes_bring_the_same_however_much_is_looked_at(
    root: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits, warm, looked = Edits(root, seed), project_of(root, tmp_path / "warm"), []
    # What stood there before is left: some of it is wrong.
    for _ in range(3):
        edits.one()
    checked(warm, begun=DAY)
    monkeypatch.setattr(near, "_FEW", 0)
    take = near.Near.take

    def watched(*given: object, **named: object) -> object:
        looked.append(others := take(*given, **named))  # type: ignore[arg-type]
        return others

    monkeypatch.setattr(near.Near, "take", watched)
    for number in range(12):
        texts = edited(edits, edits.random.choice([1, 1, 2, 4]))
        if not texts:
            continue
        found = settling.judged(warm, texts, DAY)
        with monkeypatch.context() as patch:
            patch.setattr(settling._Judging, "_are_near", lambda _: False)
            assert settling.judged(warm, texts, DAY) == found, (seed, number, texts.keys())
    assert any(looked), "some were judged beside a few others alone"


def test_what_is_kept_of_ties_may_be_missing_damaged_or_of_others(root: Path, tmp_path: Path) -> None:
    warm = project_of(root, tmp_path / "warm")
    inner = min((root / "digests").glob("*/[a-z]*.yaml")).relative_to(root / "digests").as_posix()
    path = root / "digests" / inner
    path.write_text(path.read_text("utf-8").replace("outlet: ", "outlet: no-", 1), "utf-8")
    own = f"digests/{inner}"

    def said() -> list[str]:
        return [p.message for p in checked(warm, begun=DAY, wanted=inner).problems if p.path == own]

    first = said()
    assert any("is not in outlets.yaml" in one for one in first)
    for spoil in (b"", b"no database", None):
        file = warm.cache / NAME
        file.unlink() if spoil is None else file.write_bytes(spoil)
        assert said() == first
        assert said() == first


# Files of a collection by their paths, each with its tie; what changes; and what is near to it.
TIES: dict[str, Tie | None] = {
    "outlets.yaml": None,
    "2026-W46/_digest.yaml": Tie(["rain"], [], "", [], None),
    "2026-W46/rain.yaml": Tie([], ["x.example/rain"], "a1", [7], ("en", ["AQ"])),
    "2026-W46/hail.yaml": Tie([], ["x.example/hail"], "", [8], ("ru", ["IS"])),
    "2026-W47/_digest.yaml": Tie([], [], "", [], None),
    "2026-W47/_edition-1.md": Tie([], [], "", [], None),
    "2026-W47/snow.yaml": Tie(["rain"], ["x.example/snow"], "b2", [8, 9], ("en", [])),
    "2026-W48/ice.yaml": Tie(["snow"], ["x.example/ice"], "", [9], ("en", [])),
    "2026-W48/fog.yaml": Tie([], ["x.example/rain"], "a1", [], ("en", [])),
    "2026-W48/open.yaml": None,
}
ALWAYS = {"outlets.yaml", "2026-W48/open.yaml"}


@each(
    ("named", "captured", "pages", "expected"),
    [
        ("hail", (), False, {"2026-W46/_digest.yaml", "2026-W46/rain.yaml", "2026-W47/snow.yaml",
                             "2026-W47/_digest.yaml", "2026-W47/_edition-1.md"}),
        # Of a week that has no digest, all: that is said as long as it has an entry.
        ("ice", (), False, {"2026-W47/snow.yaml", "2026-W46/rain.yaml", "2026-W46/_digest.yaml", "2026-W48/fog.yaml",
                            "2026-W47/_digest.yaml", "2026-W47/_edition-1.md"}),
        ("fog", (), False, {"2026-W46/_digest.yaml", "2026-W46/rain.yaml", "2026-W48/ice.yaml", "2026-W47/snow.yaml",
                            "2026-W47/_digest.yaml", "2026-W47/_edition-1.md"}),
        ("fog", ("fog",), False, {"2026-W46/_digest.yaml", "2026-W46/rain.yaml", "2026-W47/snow.yaml",
                                  "2026-W48/ice.yaml", "2026-W47/_digest.yaml", "2026-W47/_edition-1.md"}),
        ("rain", (), False, {"2026-W46/_digest.yaml", "2026-W47/snow.yaml", "2026-W48/fog.yaml",
                             "2026-W47/_digest.yaml", "2026-W47/_edition-1.md"}),
        ("rain", (), True, {*TIES} - {"2026-W46/rain.yaml"}),
        ("_digest", (), False, {"2026-W46/rain.yaml", "2026-W46/hail.yaml"}),
    ],
)  # fmt: skip
def test_near_is_what_names_it_and_what_it_names_and_shares(
    named: str, captured: tuple[str, ...], pages: bool, expected: set[str]
) -> None:
    inner = next(one for one in TIES if f"/{named}.yaml" in one)
    found = near_to(TIES, {inner: [TIES[inner]]}, captured, pages=pages)
    assert found == {inner} | ALWAYS | expected
    others = others_of(TIES, found)
    left = {one for one in TIES if one.endswith(".yaml") and "_" not in one} - found
    assert (others.entries if others else set()) == {one[9:-5] for one in left}
    assert {week for week, *_ in others.pages} if others else True


def test_others_are_known_by_name_and_by_their_pages() -> None:
    others = others_of(TIES, {"2026-W46/rain.yaml", "2026-W48/open.yaml", "2026-W48/fog.yaml", "2026-W48/ice.yaml"})
    assert others is not None
    assert others.entries == {"hail", "snow"}
    assert others.pages == (("2026-W46", "hail", "ru", ["IS"]), ("2026-W47", "snow", "en", []))
    assert others.weeks == {"outlets.yaml", "2026-W46", "2026-W47", "2026-W48"}


def test_looking_at_one_entry_lets_nothing_grow_old(root: Path, tmp_path: Path) -> None:
    warm = project_of(root, tmp_path / "warm")
    checked(warm, begun=DAY)

    def parts() -> int:
        with sqlite3.connect(warm.cache / NAME) as database:
            found: int = database.execute("SELECT count(*) FROM kept WHERE kind = 'part'").fetchone()[0]
        database.close()
        return found

    before, path = parts(), min((root / "digests").glob("*/[a-z]*.yaml"))
    inner = path.relative_to(root / "digests").as_posix()
    for number in range(15):
        path.write_text(path.read_text("utf-8") + f"# {number}\n", "utf-8")
        checked(warm, begun=DAY, wanted=inner)
        settling.judged(warm, {root / "digests/topics.yaml": f"# {number}\n"}, DAY, only_registers=True)
    assert parts() >= before
