"""Edits of published weeks, and what becomes of them: the reason of the next edition, or why there is none."""

from datetime import date
from pathlib import Path

from makers import ABOUT, collection, entry
from repository import commit, edit, repository

from newsdesk.build import Project, examine
from newsdesk.commands.week import publish

WEEK, OTHER = "2022-W42", "2022-W43"
FIRST, NEXT = date(2022, 11, 1), date(2022, 11, 8)
SWANS, DIGEST = f"{WEEK}/swans-counted.yaml", f"{WEEK}/_digest.yaml"
NOTE = (
    "schema: 1\nstatus: draft\nlead: swans-counted\n"
    "note: The council counted 312 swans in a week [count].\nreferences: {count: {entry: swans-counted}}\n"
    "screened: {articles: 12, outlets: 3}\n"
)
NOTE_TEXT = "The council counted 312 swans in a week [count]."
LATER = {"published": "2022-10-25", "accessed": "2022-10-26", "added": "2022-10-26", "stories": "[]"}
BOTH = {"published": "2022-10-20/2022-10-26", "accessed": "2022-10-27", "added": "2022-10-27", "stories": "[]"}
FILES = {
    **collection(corrections="[]"),
    DIGEST: NOTE,
    f"{WEEK}/geese.yaml": entry(title="Geese", url="https://lantern.example/geese", corrections="[]", **BOTH),
    f"{WEEK}/ducks.yaml": entry(title="Ducks", url="https://lantern.example/ducks", corrections="[]"),
    f"{OTHER}/_digest.yaml": "schema: 1\nstatus: draft\n",
    f"{OTHER}/herons.yaml": entry(title="Herons", url="https://lantern.example/herons", **LATER),
}
FIGURE = ("counted 312 swans in one", "counted 321 swans in one")
WAS_NOW = "was: 312 swans, now: 321 swans"


def correction(kind: str = "material", what: str = WAS_NOW, day: str = "2022-11-05") -> str:
    return f"{{date: {day}, kind: {kind}, {what + ', ' if what else ''}why: A slip.}}"


def said(*corrections: str) -> tuple[str, str]:
    """The swap that gives an entry its corrections."""
    return "corrections: []", f"corrections: [{', '.join(corrections)}]"


def noted(correction: str) -> tuple[str, str]:
    """The swap that gives a digest its correction."""
    return "screened:", f"corrections: [{correction}]\nscreened:"


def press(root: Path, files: dict[str, str] = FILES, *weeks: str) -> Project:
    """A collection in a repository, some of its weeks published and committed."""
    (root / "digests").mkdir(parents=True)
    # What a check keeps there is nobody's to commit.
    (root / ".gitignore").write_text("site/\n.cache/\ncaptures/\n", "utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: https://example.org/\n{ABOUT}", "utf-8")
    repository(root, files)
    made = Project(root, root / "digests", root / "site", root / ".cache")
    for week in weeks:
        publish(made, week, FIRST, unreviewed=True)
    commit(root)
    return made


def swap(project: Project, path: str, *swaps: tuple[str, str], to: str = "") -> None:
    """Texts of a file, each of which stands there once, are others; `to` is where it stands then."""
    text = (project.digests / path).read_text("utf-8")
    for old, new in swaps:
        assert text.count(old) == 1, (path, old)
        text = text.replace(old, new)
    edit(project.root, {to or path: text} | ({path: None} if to else {}))


def tell(project: Project, old: str, to: str | None) -> None:
    """A tombstone."""
    path = project.digests / "_moved.yaml"
    text = path.read_text("utf-8") if path.is_file() else "schema: 1\nmoved:\n"
    path.write_text(f"{text}  - {{path: {old}, to: {to or 'null'}, on: 2022-11-05, why: A slip.}}\n", "utf-8")


def why(project: Project, week: str = WEEK) -> str | None:
    """The reason of the last edition."""
    outcome = examine(project)
    assert outcome.collection
    return outcome.collection.digests[week].editions[-1].why


def rename(project: Project, to: str = f"{WEEK}/swans.yaml") -> None:
    swap(project, SWANS, to=to)
    swap(project, DIGEST, ("lead: swans-counted", "lead: swans"), ("entry: swans-counted", "entry: swans"))
    tell(project, "2022/w42/swans-counted/", "2022/w42/swans/")


def correct_story(project: Project) -> None:
    words = correction(what="was: 17 October, now: 18 October")
    swap(
        project,
        "stories.yaml",
        ("on 17 October 2022", "on 18 October 2022"),
        ("    references:", f"    corrections: [{words}]\n    references:"),
    )


def add(project: Project, **changes: str) -> None:
    text = entry(
        **{"title": "Terns", "url": "https://lantern.example/terns", "reviewed": "{by: A, on: 2022-10-30}", **changes}
    )
    edit(project.root, {f"{WEEK}/terns.yaml": text})


def move_away(project: Project) -> None:
    swap(project, f"{WEEK}/geese.yaml", to=f"{OTHER}/geese.yaml")
    tell(project, "2022/w42/geese/", "2022/w43/geese/")


def remove(project: Project) -> None:
    edit(project.root, {f"{WEEK}/ducks.yaml": None})
    tell(project, "2022/w42/ducks/", None)


# What an editor does, the reason of edition 2, and whether the weekly run issues it.
HONEST = {
    "a correction": (lambda p: swap(p, SWANS, FIGURE, said(correction())), "Corrected: swans-counted.", True),
    "a correction on the day of the edition": (
        lambda p: swap(p, SWANS, FIGURE, said(correction(day=str(FIRST)))),
        "Corrected: swans-counted.",
        True,
    ),
    "a correction that was made before another one went out": (
        lambda p: swap(p, SWANS, FIGURE, said(correction(day="2022-11-02"))),
        "Corrected: swans-counted.",
        True,
    ),
    "a withdrawal": (lambda p: swap(p, SWANS, said(correction("withdrawn", ""))), "Withdrawn: swans-counted.", True),
    "two corrections, one of them a withdrawal": (
        lambda p: swap(p, SWANS, FIGURE, said(correction(), correction("withdrawn", ""))),
        "Withdrawn: swans-counted. Corrected: swans-counted.",
        True,
    ),
    "a new name": (rename, "Renamed: swans-counted is now swans.", True),
    "a new name and a correction": (
        lambda p: (rename(p), swap(p, f"{WEEK}/swans.yaml", FIGURE, said(correction()))),
        "Corrected: swans. Renamed: swans-counted is now swans.",
        True,
    ),
    "another week": (move_away, "Moved to 2022-W43: geese.", True),
    "an entry gone": (remove, "Removed: ducks.", True),
    "two entries made one": (
        lambda p: (edit(p.root, {f"{WEEK}/ducks.yaml": None}), tell(p, "2022/w42/ducks/", "2022/w42/geese/")),
        "Merged: ducks is part of geese.",
        True,
    ),
    "a late entry": (add, "Added: terns.", False),
    "a late entry of the day of the edition": (lambda p: add(p, added=str(FIRST)), "Added: terns.", False),
    "a late entry that is dated back": (lambda p: add(p, added="2022-10-25"), "Added: terns.", False),
    "a review": (
        lambda p: swap(p, SWANS, ("corrections: []", "reviewed: {by: A, on: 2022-11-05}\ncorrections: []")),
        "Details added: swans-counted.",
        False,
    ),
    "typography": (
        lambda p: swap(p, SWANS, ("its own [beacon-2022].", "its own [beacon-2022]")),
        "Other typography: swans-counted.",
        False,
    ),
    "the note": (
        lambda p: swap(p, DIGEST, ("312 swans", "321 swans"), noted(correction())),
        "The editor’s note was corrected.",
        True,
    ),
    "the lead": (
        lambda p: swap(
            p,
            DIGEST,
            ("lead: swans-counted", "lead: ducks"),
            noted(correction("minor", "was: swans-counted, now: ducks")),
        ),
        "Another entry stands first.",
        True,
    ),
    "the note and the lead taken away": (
        lambda p: swap(
            p,
            DIGEST,
            (NOTE[NOTE.index("lead:") : NOTE.index("screened:")], ""),
            noted(correction(what=f'was: "swans-counted; {NOTE_TEXT}; count: entry: swans-counted"')),
        ),
        "The editor’s note was removed. No entry stands first any more.",
        True,
    ),
    "more of what was screened": (
        lambda p: swap(p, DIGEST, ("outlets: 3}", "outlets: 3, note: Each evening.}")),
        "More is told of what was screened.",
        False,
    ),
    "a story": (correct_story, "Stories corrected: swan-count.", False),
    "all at once": (
        lambda p: (
            swap(p, f"{WEEK}/ducks.yaml", said(correction("withdrawn", ""))),
            rename(p),
            move_away(p),
            add(p),
            correct_story(p),
            swap(p, DIGEST, ("312 swans", "321 swans"), noted(correction())),
        ),
        "Withdrawn: ducks. Renamed: swans-counted is now swans. Moved to 2022-W43: geese. Added: terns."
        " The editor’s note was corrected. Stories corrected: swan-count.",
        True,
    ),
}


UNSAID = {
    "the summary": (lambda p: swap(p, SWANS, FIGURE), "swans-counted.yaml:14:66: silent-change"),
    "the note": (lambda p: swap(p, DIGEST, ("312 swans", "321 swans")), "_digest.yaml:5:27: silent-change"),
    "the note taken away": (
        lambda p: swap(p, DIGEST, (NOTE[NOTE.index("note:") : NOTE.index("screened:")], "")),
        '"references" is gone since',
    ),
    "the lead": (lambda p: swap(p, DIGEST, ("lead: swans-counted", "lead: ducks")), "_digest.yaml:4:7: silent-change"),
    "a story": (lambda p: swap(p, "stories.yaml", ("on 17", "on 18")), "stories.yaml:8:47: silent-change"),
    "an outlet": (lambda p: swap(p, "outlets.yaml", ("Moor Trust", "Fen Trust")), "outlets.yaml:10:20: silent-change"),
    "a person": (lambda p: swap(p, "people.yaml", ("name: Ada", "name: Ida")), "people.yaml:5:11: silent-change"),
    "a place": (lambda p: swap(p, "places.yaml", ("country: IS", "country: NO")), "places.yaml:5:14: silent-change"),
    "a correction with a wrong was": (
        lambda p: swap(p, SWANS, FIGURE, said(correction(what="was: few, now: 321 swans"))),
        "swans-counted.yaml:19:55: correction-was",
    ),
    "a correction too weak": (
        lambda p: swap(p, SWANS, FIGURE, said(correction("minor"))),
        "swans-counted.yaml:19:40: correction-kind",
    ),
    "a correction dated before publication": (
        lambda p: swap(p, SWANS, FIGURE, said(correction(day="2022-10-29"))),
        "swans-counted.yaml:19:22: correction-date",
    ),
    "one of two": (
        lambda p: swap(p, SWANS, FIGURE, ("mild autumn.\nsources", "cold autumn.\nsources"), said(correction())),
        "swans-counted.yaml:14:168: silent-change",
    ),
    "a name without a tombstone": (
        lambda p: swap(p, f"{WEEK}/ducks.yaml", to=f"{WEEK}/mallards.yaml"),
        "ducks.yaml:1:1: vanished-entry",
    ),
    "an entry gone": (lambda p: edit(p.root, {f"{WEEK}/ducks.yaml": None}), "ducks.yaml:1:1: vanished-entry"),
    "an edition gone": (
        lambda p: (
            edit(p.root, {f"{WEEK}/_edition-1.md": None}),
            (p.digests / DIGEST).write_text((p.digests / DIGEST).read_text("utf-8").partition("editions:")[0], "utf-8"),
        ),
        "_digest.yaml:1:1: edition-changed",
    ),
    "an address gone from the record": (
        lambda p: (p.digests / "_addresses.txt").write_text("2022/w42/\n", "utf-8"),
        "_addresses.txt:1:1: record-lost",
    ),
    "a change in another week": (lambda p: swap(p, f"{OTHER}/herons.yaml", FIGURE), "herons.yaml:14:66: silent-change"),
}
