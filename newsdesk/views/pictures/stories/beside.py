"""What each outlet has on a story, so that any two can be read side by side: their sources, figures and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import function_words
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.text import Text
from newsdesk.model import Cited, Entry, Outlet, Source, Story
from newsdesk.views.pictures.matrix import STRENGTH, identity, row_of
from newsdesk.views.pictures.stories.holders import entries_behind

# A page has at most so many outlets, those first that share most; and of each so many entries, the newest.
OUTLETS, ENTRIES = 40, 4
# And of all outlets together so many sources: where articles have many, fewer outlets have a place.
_SOURCES = 250
# So many words stand behind a figure, to tell what is counted; more where these are little ones, such as "of the".
_BEHIND, _MOST_BEHIND = 2, 5
_ENDS = ".,;:!?)۔؟،。、"


@dataclass(slots=True)
class Spoken:
    """A source in the entries of one outlet: what they have of it, and which other outlets have it too."""

    number: int
    """The same for the same source wherever it stands on the page."""
    name: str
    language: str | None
    who: str | None
    recurs: bool
    """Whether it can stand elsewhere under the same name: described and unnamed sources cannot."""
    cited: Cited
    statements: list[Source] = field(default_factory=list)
    others: list[Outlet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a summary, with the words behind it and the outlets that have the same one."""

    key: str
    said: str
    others: list[Outlet]


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet has on a story."""

    outlet: Outlet
    entries: tuple[Entry, ...]
    """The newest first, at most `ENTRIES`."""
    more: int
    """How many entries it has beside these."""
    spoken: list[Spoken]
    figures: list[Counted]
    answers: list[tuple[str, list[tuple[str, str]]]]
    """Contested questions, each with who says what in these entries."""

    @property
    def alone(self) -> int:
        """How many named or registered sources no other outlet on the page has."""
        return sum(one.recurs and not one.others for one in self.spoken)


def sides_beside(collection: Collection, story: Story, entries: Iterable[Entry]) -> tuple[list[Side], list[Outlet]]:
    """The outlets of a story by name, at most `OUTLETS`, and those that have no room; `entries` are newest first."""
    own: dict[str, list[Entry]] = {}
    for entry in entries:
        own.setdefault(entry.outlet, []).append(entry)
    standing = {name: tuple(one for one in held if not one.withdrawn) for name, held in own.items()}
    shown = _fitting(_most_shared(standing)[:OUTLETS], standing)
    spoken = {name: _spoken(collection, standing[name][:ENTRIES]) for name in shown}
    counted = {name: _figures(collection, standing[name][:ENTRIES]) for name in shown}
    given = _given(collection, story)
    for name in shown:
        given.setdefault(name, set()).update(counted[name])
    outlets = {name: collection.outlets[name] for name in (*own, *given)}
    by_name = sorted(outlets, key=lambda name: (outlets[name].name_en or outlets[name].name).casefold())
    sides = []
    numbers: dict[tuple[str, ...], int] = {}
    for name in (name for name in by_name if name in spoken):
        for key, one in spoken[name].items():
            one.number = numbers.setdefault(key, len(numbers))
            one.others = [outlets[other] for other in shown if other != name and key in spoken[other]]
        figures = [
            Counted(key, said, [outlets[other] for other in by_name if other != name and key in given.get(other, ())])
            for key, said in counted[name].items()
        ]
        ordered = sorted(spoken[name].values(), key=lambda one: (-len(one.others), STRENGTH[one.cited], one.name))
        held = tuple(own[name])
        sides.append(
            Side(outlets[name], held[:ENTRIES], len(held[ENTRIES:]), ordered, figures, _answers(story, held[:ENTRIES]))
        )
    return sides, [outlets[name] for name in by_name if name in own and name not in spoken]


def _most_shared(standing: dict[str, tuple[Entry, ...]]) -> list[str]:
    """Outlets by how many of their sources others have too, then by how many entries they have."""
    of = {name: {identity(e, s) for e in held for s in e.sources} for name, held in standing.items()}
    held_by: dict[tuple[str, ...], int] = {}
    for keys in of.values():
        for key in keys:
            held_by[key] = held_by.get(key, 0) + 1
    shared = {name: sum(held_by[key] > 1 for key in keys) for name, keys in of.items()}
    return sorted(of, key=lambda name: (-shared[name], -len(standing[name]), name))


def _fitting(names: list[str], standing: dict[str, tuple[Entry, ...]]) -> list[str]:
    """As many of the outlets as a page has room for, and two at least."""
    sources = 0
    for number, name in enumerate(names):
        sources += sum(len(entry.sources) for entry in standing[name][:ENTRIES])
        if number > 1 and sources > _SOURCES:
            return names[:number]
    return names


def _spoken(collection: Collection, entries: Sequence[Entry]) -> dict[tuple[str, ...], Spoken]:
    found: dict[tuple[str, ...], Spoken] = {}
    for entry in entries:
        for source in entry.sources:
            key = identity(entry, source)
            if key not in found:
                row = row_of(collection, source)
                found[key] = Spoken(0, row.name, row.language, row.who, row.recurs, source.cited)
            one = found[key]
            one.cited = min(one.cited, source.cited, key=STRENGTH.__getitem__)
            if source.says or source.quote:
                one.statements.append(source)
    return found


def _figures(collection: Collection, entries: Sequence[Entry]) -> dict[str, str]:
    """The figures in digits of some summaries, by what they say, without hours and places in a row."""
    found: dict[str, str] = {}
    for entry in entries:
        text = Text(entry.summary, collection.words.tag)
        little = function_words(collection.words.tag)
        for figure in text.figures:
            if not (figure.in_words or figure.hour or figure.ordinal):
                found.setdefault(_key(figure), _with_words(text, figure, little))
    return found


def _key(figure: Figure) -> str:
    """The same for figures that say the same: over 200 is another one than 200, and than about 200."""
    return f"{figure.key}{figure.about}"


def _given(collection: Collection, story: Story) -> dict[str, set[str]]:
    """The figures in digits that outlets give where the story asks what is contested, whichever entries these rest on.

    These are those of its own entries, and of others that its accounts rest on.
    """
    found: dict[str, set[str]] = {}
    for account in (account for dispute in story.disputed for account in dispute.accounts):
        known = [entry.outlet for entry in entries_behind(collection, story, account)]
        figures = [one for one in Text(account.says, collection.words.tag).figures if not one.in_words] if known else []
        for outlet in known:
            found.setdefault(outlet, set()).update(map(_key, figures))
    return found


def _with_words(of: Text, figure: Figure, little: frozenset[str]) -> str:
    """A figure with the words that bound it and those behind it, as far as its clause goes.

    No little word, such as "and", is the last one.
    """
    text, end, said = of.text, figure.end, of.bounded(figure)
    behind = text[end:].partition("\n")[0].split(maxsplit=_MOST_BEHIND)[:_MOST_BEHIND]
    stop = next((at for at, word in enumerate(behind) if word[-1] in _ENDS), None)
    if text[end : end + 1] in _ENDS:
        return said
    if stop is not None and stop < _BEHIND:
        return " ".join([said, *behind[: stop + 1]]).rstrip(_ENDS)
    telling = [at for at, word in enumerate(behind) if fold(word.rstrip(_ENDS)) not in little]
    last = max((at for at in telling if at < _BEHIND), default=min(telling, default=_BEHIND - 1))
    said = " ".join([said, *behind[: last + 1]])
    return said.rstrip(_ENDS) if last == stop else f"{said}\N{NO-BREAK SPACE}…"


def _answers(story: Story, entries: Sequence[Entry]) -> list[tuple[str, list[tuple[str, str]]]]:
    ids = {entry.id for entry in entries if not entry.withdrawn}
    theirs = {ref for ref, reference in story.references.items() if reference.entry in ids}
    answers = [
        (dispute.question, [(one.by, one.says) for one in dispute.accounts if theirs.intersection(one.refs)])
        for dispute in story.disputed
    ]
    return [(question, found) for question, found in answers if found]
