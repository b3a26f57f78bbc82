"""`withdraw --name`: takes the name of a private person out of all files of a collection, or out of none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.weights import PRIVATE_ACTORS
from newsdesk.load import ADDRESSES, DIGEST_FILE, EDITION, FEED_IDS, LOOKS, MOVED, PAGES, REGISTERS
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.private.evidence import without_name
from newsdesk.store.verbs.private.kept import edition_without, lines_without, moved_without, pages_without
from newsdesk.store.verbs.private.meaning import Person, person_meant
from newsdesk.store.verbs.private.outside import captures_with, outside
from newsdesk.store.verbs.private.record import cleaned
from newsdesk.store.verbs.private.replacing import has_part
from newsdesk.store.verbs.published.correct import add_correction
from newsdesk.store.verbs.published.fields import named
from newsdesk.store.verbs.published.naming import namings, values_in
from newsdesk.store.verbs.published.rename import Home, rename
from newsdesk.store.verbs.published.targets import Out, Target, named_by
from newsdesk.store.verbs.published.wording import changes_between


@dataclass(frozen=True, slots=True)
class Going:
    """A name that is to go: as the editor writes it, what stands for it, why, and the new id of the entry."""

    names: Sequence[str]
    by: str
    why: str
    today: str
    new_id: str = ""


# Texts in which a family name may stand alone.
_PROSE = frozenset("summary context note says text title role answer account".split())


def take_out(changes: Changes, home: Home, meant: str, going: Going) -> Done:
    """Take a name out of an entry and of everything else in the collection, or a person out of people.yaml.

    Returns what was done, and the next commands; nothing that is said holds the name. Refused, with all reasons,
    where a spelling would be left anywhere: in an address, in a page written by hand, where nobody knows that the
    person is private.
    """
    if not going.why.strip():
        raise Refusal("A withdrawal tells why. Write --why TEXT, without the name.")
    target = named_by(changes, home.digests, meant)
    person = person_meant(changes, home.digests, target, going.names)
    if person.spellings.spans(f"{going.by} {going.why} {going.new_id}"):
        raise Refusal("What is to stand for the name, or tells why, holds the name itself.")
    taking = _Taking(changes, home, person, going, target)
    taking.run()
    if taking.left:
        raise Refusal("\n".join(["Nothing was changed. The name would be left here:", *taking.left]))
    return Done(tuple(taking.said), tuple(taking.next))


class _Taking:
    def __init__(self, changes: Changes, home: Home, person: Person, going: Going, target: Target) -> None:
        self.changes, self.home, self.person, self.going, self.target = changes, home, person, going, target
        self.digests = home.digests
        self.out = Out(changes, home.digests)
        self.left: list[str] = []
        self.said: list[str] = []
        self.next: list[str] = []
        self.weeks: set[str] = set()

    def run(self) -> None:
        spellings = self.person.spellings
        files = [(file, "/".join(file.parts)) for file in self.changes.walked(self.digests)[0]]
        found = [inner for file, inner in files if (raw := file.raw) and spellings.may_stand_in(raw)]
        entries = [inner for inner in found if "/" in inner and inner.endswith(".yaml")]
        cited: set[str] = set()
        for inner in entries:
            cited |= self.entry(inner)
        for register in REGISTERS:
            if f"{register}.yaml" in found:
                cited |= self.register(register)
        if self.person.id:
            self.people()
        self.kept([inner for _, inner in files], found, cited)
        if spellings.spans(self.target.id) and self.target.kind == "entries":
            self.readdress()
        self.left += outside(self.home, spellings)
        self.comments()
        called = "\n".join(inner for _, inner in files).encode("utf-8", "surrogatepass")
        # One look at the names of all files: a name has no line end in it.
        for inner in [inner for _, inner in files] if spellings.may_stand_in(called) else ():
            is_likely = spellings.may_stand_in(inner.encode("utf-8", "surrogatepass"))
            if is_likely and spellings.spans(inner) and inner != self.target.inner:
                self.left.append(f"  {inner}: the file is called so.")
        self.said.insert(0, "The name stands in no file of the collection any more, in no spelling that is registered.")
        self.said += [
            "Of what was published the page is changed when the site is built again, with its search, feeds and data.",
            "The history of git still has the name, and so has every copy that somebody has made. Taking it out there"
            " is a step of its own: git filter-repo, and a new clone for everybody.",
        ]
        if kept := captures_with(self.home.captures, spellings):
            self.said.append(
                f"Your own copies of articles have it as the article does: {', '.join(kept)} in captures/."
                " They are never published; delete them if you need not check against them."
            )
        self.next += [f"{COMMAND_LINE} week {week} --publish" for week in sorted(self.weeks)]
        self.next.append(f"{COMMAND_LINE} build")

    def entry(self, inner: str) -> set[str]:
        """Take the name out of an entry or a digest; the addresses of the pages that it cites."""
        path = self.digests / inner
        week, _, name = inner.partition("/")
        kind = "digests" if name == DIGEST_FILE else "entries"
        document = self.changes.document(path)
        target = Target(document, path, inner, kind, week if kind == "digests" else path.stem)
        if not self.of_record(target):
            return set()
        return self.cited(target)

    def register(self, register: str) -> set[str]:
        path = self.digests / f"{register}.yaml"
        document = self.changes.document(path)
        found: set[str] = set()
        records: Any = document.get(register)
        for name in list(records) if isinstance(records, dict) else []:
            if register == "people" and name == self.person.id:
                continue
            target = Target(document, path, f"{register}.yaml", register, name, (register, name))
            if self.of_record(target):
                found |= self.cited(target)
        return found

    def of_record(self, target: Target) -> bool:
        """Whether the name stood in a record; its correction says that something was taken out, and not what."""
        before = target.data
        made = cleaned(before, self.person, self.going.by)
        self.left += [f"  {target.document.shown}: {target.id}: {fault}." for fault in made.left]
        if not made.touched:
            return False
        if others := list(_others(before, made.data, self.person)):
            self.left.append(
                f"  {target.document.shown}: {', '.join(others)} speaks there, and is recorded as no private person."
                " If it is the same one, correct actor or who first."
            )
            return False
        is_own = (target.inner, target.at) == (self.target.inner, self.target.at)
        names_it = self.person.id or is_own or (target.kind == "entries" and _speaks(before, made.data))
        if not names_it:
            self.left.append(
                f"  {target.document.shown}: {target.id} names somebody so as well, and nothing says that it is the"
                " same private person. Register the person in people.yaml with public: false, as who of its sources."
            )
            return False
        for key in {**before, **made.data}:
            if before.get(key) == made.data.get(key):
                continue
            if key in made.data:
                target.document.set((*target.at, key), made.data[key])
            else:
                target.document.remove((*target.at, key))
        if target.kind == "entries" and isinstance(before.get("evidence"), dict):
            for name, value in without_name(before["evidence"], before, made.data).items():
                if value is None:
                    target.document.remove(("evidence", name))
                else:
                    target.document.set(("evidence", name), value)
        if self.out.has(target):
            self.correct(target, before, made.data)
        self.said.append(f"{target.shown}: {len(set(made.touched))} places were changed. Read it over.")
        self.said += [f"  {named(loc)}: {sentence}" for loc, sentence in dict.fromkeys(made.read)]
        if parts := list(dict.fromkeys(_with_parts(made.data, self.person, self.going.by))):
            self.said.append(
                f"  {', '.join(parts)} may have a part of the name still. If it is the same person, take these changes"
                " back and run this again, with that word as one more --name."
            )
        return True

    def correct(self, target: Target, before: dict[str, Any], after: dict[str, Any]) -> None:
        found = [one for one in changes_between(target.kind, before, after, self.person.names) if one.weight]
        if not found:
            return
        was = [one.shown_was for one in found if one.shown_was and not one.is_private]
        was = [text for text in dict.fromkeys(was) if not self.person.spellings.spans(text)]
        now = [text for text in dict.fromkeys(one.shown_now for one in found) if text]
        why = " ".join(self.going.why.split())
        add_correction(target, self.going.today, "material", " … ".join(was) or None, " … ".join(now) or None, why)
        if target.kind in ("entries", "digests"):
            self.weeks.add(target.week)

    def cited(self, target: Target) -> set[str]:
        references = target.data.get("references")
        urls = (one.get("url") for one in references.values() if isinstance(one, dict)) if references else ()
        return {text_of(url) for url in urls if url}

    def people(self) -> None:
        """The record goes, and so does every mention of its id."""
        for one in namings(self.changes, self.digests, "people", self.person.id):
            one.document.remove(one.loc)
        self.changes.document(self.digests / "people.yaml").remove(("people", self.person.id))
        self.said.append("The record in people.yaml is gone.")

    def kept(self, files: Sequence[str], found: Sequence[str], cited: set[str]) -> None:
        """What the program itself has written down."""
        spellings, today = self.person.spellings, self.going.today
        for inner in files:
            if EDITION.fullmatch(inner.rpartition("/")[2]) and inner in found:
                if edition_without(self.changes, self.digests, inner, spellings, self.going.by, today):
                    self.said.append(f"{inner} is as it went out but for the name; _digest.yaml says so.")
            elif inner in (ADDRESSES, FEED_IDS) and inner in found:
                number = lines_without(self.changes, self.digests / inner, spellings, today)
                if number:
                    self.said.append(f"{inner}: {number} of its lines are gone, and the file says how many.")
        if MOVED in files:
            moved_without(self.changes, self.digests / MOVED, spellings, self.going.by)
        if LOOKS in found:
            self.looks()
        if PAGES in files and cited:
            pages_without(self.changes, self.digests / PAGES, cited)

    def looks(self) -> None:
        document = self.changes.document(self.digests / LOOKS)
        for key, value in list(document.get().items()):
            for name in list(value) if isinstance(value, dict) else ():
                if self.person.spellings.spans(str(name)):
                    document.remove((key, name))

    def readdress(self) -> None:
        """The address holds the name: the entry gets another one, and nothing leads there from the old one."""
        if not self.going.new_id:
            self.left.append(
                f"  {self.target.inner}: the address of the entry holds the name. Add --rename NEW-ID: the old address"
                " will lead nowhere."
            )
            return
        rename(self.changes, self.home, str(self.target.path), self.going.new_id, "", self.going.today, leads=False)
        self.said.append(f"The entry is called {self.going.new_id} now, and nothing leads there from the old address.")

    def comments(self) -> None:
        """What stands in comments goes like the rest; what still has the name afterwards is told."""
        for path, text in list(self.changes.texts().items()):
            if text is None or not self.person.spellings.spans(text):
                continue
            document = self.changes.document(path) if path.suffix == ".yaml" else None
            if document is not None:
                document.reword(self.person.spellings.replaced(text, self.going.by))
                text = document.text
            for line in self.person.spellings.lines(text):
                self.left.append(f"  {self.changes.shown(path)}:{line}")


def _with_parts(data: dict[str, Any], person: Person, by: str) -> Iterator[str]:
    """The fields of ours in which a word may be a part of the name."""
    for loc, value in values_in(data):
        if isinstance(value, str) and loc[-1] in _PROSE and has_part(person.spellings, value, by):
            yield named(loc)


def _touched(before: dict[str, Any], after: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The sources of an entry that are not what they were, as they were."""
    for old, new in zip(before.get("sources") or [], after.get("sources") or [], strict=False):
        if isinstance(old, dict) and isinstance(new, dict) and old.get("name") != new.get("name"):
            yield old


def _speaks(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether somebody of that name is a source of an entry, and was recorded as a private person there."""
    return any(one.get("actor") in PRIVATE_ACTORS for one in _touched(before, after))


def _others(before: dict[str, Any], after: dict[str, Any], person: Person) -> Iterator[str]:
    """Sources of that name that are somebody else as far as anybody knows: they speak for an office, or are named."""
    for one in _touched(before, after):
        name, who = text_of(one.get("name")), text_of(one.get("who"))
        is_registered = bool(who) and who != person.id and bool(person.spellings.spans(name))
        if is_registered or (not who and one.get("actor") not in PRIVATE_ACTORS):
            yield name
