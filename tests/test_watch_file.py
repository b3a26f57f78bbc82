"""The file `watch.yaml`: as the command writes it, as it is read, damaged, and after two branches were put together."""

import subprocess
from datetime import date
from pathlib import Path

from makers import collection, draft_of, problems_of
from tables import each

from newsdesk.collection import Collection
from newsdesk.model.looks import Look, LookReason, LookState, Missing, Thing, words_hash
from newsdesk.model.settings import Settings
from newsdesk.store.looks import as_text, write_looks

DAY, EARLIER = date(2026, 11, 29), date(2026, 11, 22)
LACK = Missing(
    record="swan-count", at="sources.0.quote.text", what=Thing.QUOTATION, words="0123456789012345", since=DAY,
    seen=EARLIER,
)  # fmt: skip
PAGES = {
    "lantern.example/swans": Look(looked=DAY, state=LookState.SAME, since=EARLIER, seen=DAY, stood=("1" * 16,)),
    "beacon.example:8080/лебеди": Look(looked=DAY, state=LookState.GONE, why=LookReason.NOT_FOUND, since=DAY),
    "beacon.example": Look(looked=DAY, state=LookState.CHANGED, since=DAY, seen=EARLIER, missing=(LACK,)),
}  # fmt: skip
TEXT = as_text(PAGES)


def test_what_was_written_is_what_is_read() -> None:
    draft = draft_of({**collection(), "watch.yaml": as_text(PAGES)})
    known = Collection.of(draft, Settings(site_name="Sample"))
    assert dict(known.looks) == PAGES
    assert list(known.looks) == sorted(PAGES)
    assert problems_of({**collection(), "watch.yaml": as_text({})}) == []


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    assert write_looks(tmp_path, PAGES)
    before = (tmp_path / "watch.yaml").stat().st_mtime_ns
    assert not write_looks(tmp_path, dict(reversed(PAGES.items())))
    assert (tmp_path / "watch.yaml").stat().st_mtime_ns == before


DAMAGE = [
    ("state: same", "state: fine", '18:12: unknown-term: "fine" is not a term of "state". Use one of: same,'),
    (
        "state: same",
        "state: changed",
        '18:12: watch-edited: A page that has "changed" lacks something: missing is empty.',
    ),
    ("why: not-found", "why: payment", '14:10: watch-edited: "payment" is no reason for "gone".'),
    ("    why: not-found\n", "", '13:12: watch-edited: "gone" needs why.'),
    ("state: gone", "state: same", '14:10: watch-edited: "not-found" is no reason for "same".'),
    ("state: changed", "state: same", '10:7: watch-edited: A page that is the "same" lacks nothing.'),
    ("looked: 2026-11-29", "looked: 2026-11-20", "7:12: watch-edited: It is found so since a day after the last look."),
    ("seen: 2026-11-22\n", "seen: 2026-12-22\n", "8:11: watch-edited: It was seen so on a day after the last look."),
    (
        "22}",
        "22}\n      - {record: a, at: b, what: name, words: 1234567890abcdef, since: 2026-12-01}",
        "10:7: watch-edited: b is missing since a day after the last look.",
    ),
    ("record: swan-count", "record: Swan Count", '10:18: bad-record: "Swan Count" is no record of'),
    (
        "at: sources.0",
        "at: Sources 0",
        '10:34: bad-place: "Sources 0.quote.text" is no place in a record. It is such as',
    ),
    ('"lantern.example', '"https://lantern.example', '16:3: bad-watched-address: "https://lantern.example/swans" is'),
    ("schema: 1", "schema: 2", "2:9: new-schema: "),
    ("    since: 2026-11-29\n", "", '5:5: missing-field: "since" is missing.'),
    ("what: quotation", "what: quote", '10:62: unknown-term: "quote" is not a term of "what".'),
    (
        "    state: same\n",
        "    state: same\n    state: gone\n",
        '19:5: duplicate-key: "state" stands here for the second time.',
    ),
    ("pages:", "page:", '3:1: unknown-field: "page" is not a field here. Did you mean "pages"?'),
    ('  "beacon.example":', '<<<<<<< ours\n  "beacon.example":', "4:1: merge-conflict: "),
]


@each(("old", "new", "said"), DAMAGE)
def test_damage_has_its_message(old: str, new: str, said: str) -> None:
    assert old in TEXT
    first = problems_of({**collection(), "watch.yaml": TEXT.replace(old, new, 1)})[0]
    assert f"{first.path} {first.line}:{first.column}: {first.rule}: {first.sentence}".startswith(
        f"digests/watch.yaml {said}"
    )


def test_two_branches_that_looked_at_other_pages_merge(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@press.example", "-c", "core.autocrlf=false")
        done = subprocess.run(["git", *who, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    def look(day: date) -> Look:
        return Look(looked=day, state=LookState.SAME, since=EARLIER, seen=day)

    pages = {f"press.example/{number:03}": look(EARLIER) for number in range(40)}
    write_looks(tmp_path, pages)
    git("init", "-q", "-b", "one")
    git("add", "."), git("commit", "-qm", "first"), git("branch", "other")
    one = {**pages, "press.example/003": look(DAY), "beacon.example/new": look(DAY)}
    write_looks(tmp_path, one)
    git("commit", "-qam", "one"), git("switch", "-q", "other")
    other = {**pages, "press.example/037": look(DAY), "press.example/9": look(DAY)}
    write_looks(tmp_path, other)
    git("commit", "-qam", "other")
    assert "CONFLICT" not in git("merge", "one")
    assert (tmp_path / "watch.yaml").read_text("utf-8") == as_text({**one, **other, "press.example/003": look(DAY)})


def test_words_are_told_apart_by_what_they_are() -> None:
    assert words_hash(Thing.NAME, "Ada  Quill") == words_hash(Thing.NAME, "Ada Quill")
    assert words_hash(Thing.NAME, "Ada Quill") != words_hash(Thing.TITLE, "Ada Quill")
