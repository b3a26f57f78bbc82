"""Notices: what a reader must know before reading on, in plain sentences and in one place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from newsdesk.check.prose import sentences
from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Author, Correction, CorrectionKind, Designation, Edtf, Entry, Outlet, Person, Read
from newsdesk.model.settings import Links
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.codes.told import told
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import listed
from newsdesk.views.setting.page import is_long
from newsdesk.views.setting.terms import act_phrase
from newsdesk.views.shared.proceedings import accused_in, proceeding_lines

_NOTHING = Markup("")
# Countries whose English name takes an article.
_WITH_THE = frozenset("AE BS CD CF DO EU GB GM KM MH MV NL PH SB US VA".split())


FIRST = frozenset({"designation", "sharing"})
"""Kinds of notices that stand before all others where a text may be cut short: what they say may be punishable."""


ABOVE = FIRST | {"withdrawn"}
"""Kinds of notices that stand above the headline of an entry; the others stand below it, before all else."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence or two, never an alarm."""

    kind: str
    said: Markup
    more: str = ""
    """What the link behind the sentences says; "" where there is none."""
    href: str = ""
    address: str = ""
    """What paper writes in the place of that link; "" for nothing."""
    first: Markup = _NOTHING
    """The sentence that stands open on a page, where the others of `said` are folded behind it; "" where all stand."""
    rest: Markup = _NOTHING
    """Those others."""

    @property
    def text(self) -> Markup:
        """The sentences and the link."""
        return _linked(self.said, self.more, self.href) if self.more else self.said

    @property
    def plain(self) -> str:
        """The sentences alone, for what is no page."""
        return _plain(self.said)


@lru_cache(maxsize=256)
def _linked(said: Markup, more: str, href: str) -> Markup:
    return said + Markup(' <a href="{}">{}</a>.').format(href, more)


@lru_cache(maxsize=256)
def _plain(said: Markup) -> str:
    return said.striptags()


def notices(collection: Collection, entry: Entry, root: str, page: str = "") -> list[Notice]:
    """The notices of an entry, in one order: withdrawn, designation, corrections, proceedings, excerpt, machine.

    `page` is the way to the entry's page, "" on that page itself.
    """
    words = collection.words
    found = []
    if entry.withdrawn:
        text = words("This entry was withdrawn on {day}.").format(day=say_date(words, entry.withdrawn.date))
        found.append(Notice("withdrawn", Markup("{} {}").format(text, entry.withdrawn.why)))
    found += designation_notices(collection, designated(collection, entry), root)
    for correction in entry.corrections:
        if correction.kind is CorrectionKind.MATERIAL:
            found.append(correction_notice(collection, correction, page))
    found += proceeding_notices(collection, accused_in(collection, entry), root)
    if entry.replies:
        newest = entry.replies[-1]
        names, day = list(dict.fromkeys(reply.by for reply in entry.replies)), say_date(words, newest.date)
        if len(names) > 1:
            said = words("{names} replied; the newest reply is of {day}.")
            text = said.format(names=listed(words, names), day=day)
        else:
            text = words("{name} replied on {day}.").format(name=newest.by, day=day)
        found.append(Notice("reply", Markup.escape(text), words("The reply"), f"{page}#replies"))
    if entry.read is Read.EXCERPT:
        text = words("Only a part of the article was read for this entry; what is missing here may stand in the rest.")
        found.append(Notice("excerpt", Markup(text)))
    if entry.drafted_by is Author.MACHINE and not entry.reviewed:
        text = words("Drafted by a machine; no person has reviewed it yet.")
        found.append(Notice("machine", Markup(text), words("How this entry was made"), f"{page}#made"))
    return found


def states(words: Words, found: Iterable[Notice]) -> list[str]:
    """What notices say of an entry, in a few words each; of those that are warnings nothing."""
    kinds = Counter(notice.kind for notice in found)
    number = kinds["correction"]
    said = {
        "correction": words.ngettext("corrected", "corrected {number} times", number).format(number=number),
        "proceeding": words("with a note on proceedings"),
        "reply": words("with a reply"),
        "excerpt": words("read in part"),
        "machine": words("drafted by a machine"),
    }
    return [said[kind] for kind in kinds if kind in said]


def in_a_line(words: Words, found: Sequence[Notice]) -> str:
    """Several notices as the line that opens to them; "" for one, which stands there itself."""
    if len(found) < 2:
        return ""
    line = words("This entry: {states}").format(states=", ".join(states(words, found)))
    return words("{line}. What that means").format(line=line)


def proceeding_notices(collection: Collection, persons: Iterable[Person], root: str) -> list[Notice]:
    """The newest state of the proceedings against each of these persons, in a line with its reference."""
    return [Notice("proceeding", *line) for line in proceeding_lines(collection, persons, root)]


def correction_notice(collection: Collection, correction: Correction, page: str = "") -> Notice:
    """A correction: its day and reason, what stood there before and what stands there now, or the way to that.

    `page` is the way to the page of the record, "" on that page itself.
    """
    words = collection.words
    said = Markup(words("Corrected on {day}. {why}"))
    parts = [said.format(day=say_date(words, correction.date), why=correction.why)]
    if is_long(correction):
        return Notice("correction", parts[0], words("What it said before"), f"{page}#corrections")
    if correction.was:
        parts.append(Markup(words("Before: <del>{text}</del>")).format(text=told(collection, correction.was)))
    if correction.now:
        parts.append(Markup(words("Now: <ins>{text}</ins>")).format(text=told(collection, correction.now)))
    return Notice("correction", Markup(" ").join(parts))


def designated(collection: Collection, *entries: Entry) -> list[str]:
    """Publishers of articles, and of what these took over, that the policy on designations warns of, each once."""
    names = dict.fromkeys(name for entry in entries for name in (entry.outlet, entry.syndicated_from))
    return [name for name in names if name and (name in collection.restricted or name in collection.warned)]


def brief_notice(collection: Collection, entry: Entry) -> str:
    """What must be said of an entry even where there is room for a line or two; "" for nothing."""
    words = collection.words
    said = []
    if entry.withdrawn:
        said.append(words("This entry was withdrawn on {day}.").format(day=say_date(words, entry.withdrawn.date)))
    found = designated(collection, entry)
    if any(name in collection.restricted for name in found):
        said.append(words("Authorities have banned or listed this publisher: the entry says which, as what, and when."))
    said += [line for name in found if (line := sharing_line(collection, name))]
    return " ".join(said)


def designation_notices(collection: Collection, outlets: Iterable[str], root: str) -> list[Notice]:
    """One notice for each of these publishers that the policy on designations warns of."""
    found = []
    for name in outlets:
        if name in collection.restricted:
            found.append(designation_notice(collection, collection.outlets[name], collection.restricted[name], root))
        elif name in collection.warned:
            found.append(sharing_notice(collection, collection.outlets[name], collection.warned[name], root))
    return found


def sharing_line(collection: Collection, outlet: str) -> str:
    """Where it may be punishable to share what a publisher writes whose links stay; "" for nowhere."""
    if outlet in collection.restricted or outlet not in collection.warned:
        return ""
    words = collection.words
    countries = dict.fromkeys(_in_a_sentence(words, act.country) for act in collection.warned[outlet])
    return words("Sharing may be punishable in {countries}.").format(countries=listed(words, countries))


def sharing_notice(collection: Collection, outlet: Outlet, acts: tuple[Designation, ...], root: str) -> Notice:
    """The short notice: where sharing may be punishable, and the acts that make it so, each with its date."""
    words = collection.words
    own = [
        policy.reason
        for policy in collection.settings.extra.designations
        if policy.links is Links.KEEP and any(policy.applies_to(act) for act in acts)
    ]
    said = Markup("{} {}{}").format(
        sharing_line(collection, outlet.id),
        _acts(words, outlet, acts),
        "".join(f" {reason}" for reason in filter(None, own)),
    )
    return Notice("sharing", said, *_behind(collection, outlet, root))


def designation_notice(collection: Collection, outlet: Outlet, acts: tuple[Designation, ...], root: str) -> Notice:
    """Who banned whom as what and since when, beside the outlet's own description, as that authority's act."""
    words = collection.words
    reasons = dict.fromkeys(
        policy.reason
        for policy in collection.settings.extra.designations
        if policy.links is Links.TEXT and policy.reason and any(policy.applies_to(act) for act in acts)
    )
    # What the publisher says of itself stands beside what authorities say of it.
    own = sentences(outlet.self_description.value or "")
    itself = f"{own[0].text} " if own and own[0].text.endswith(".") else ""
    acted, why, others = _acts(words, outlet, acts), " ".join(reasons), _elsewhere(words, outlet, acts)
    said = Markup("{} {}{}{}").format(acted, itself, why, others)
    first, rest = Markup("{} {}").format(acted, why), Markup("{}{}").format(itself, others)
    return Notice("designation", said, *_behind(collection, outlet, root), first if rest else _NOTHING, rest)


def _acts(words: Words, outlet: Outlet, acts: tuple[Designation, ...]) -> str:
    """What authorities have made of a publisher, by kind, with the countries and since when: a sentence."""
    subjects = dict.fromkeys(act.subject or outlet.name_en or outlet.name for act in acts)
    by_kind: dict[str, dict[str, Edtf | None]] = {}
    for act in acts:
        since = by_kind.setdefault(act_phrase(words, act.kind), {})
        known = since.get(act.country)
        # Of several acts in one country the first.
        since[act.country] = min(known, act.date) if known and act.date else known or act.date
    said = "; ".join(
        words("{act} in {countries}").format(
            act=phrase, countries=listed(words, (_since(words, code, day) for code, day in countries.items()))
        )
        for phrase, countries in by_kind.items()
    )
    text = words.ngettext("{names} is {acts}.", "{names} are {acts}.", len(subjects))
    return text.format(names=listed(words, subjects), acts=said)


def _since(words: Words, code: str, day: Edtf | None) -> str:
    country = _in_a_sentence(words, code)
    return words("{country} since {day}").format(country=country, day=say_date(words, day)) if day else country


def _behind(collection: Collection, outlet: Outlet, root: str) -> tuple[str, str, str]:
    """What leads to the register behind a notice: its words, where it leads, and what paper writes."""
    more = collection.words("Each act, with its authority, date and reference")
    path, root_address = f"outlets/{outlet.id}/#designations", collection.settings.root
    return more, root + path, root_address + path if root_address else ""


def _elsewhere(words: Words, outlet: Outlet, acts: tuple[Designation, ...]) -> str:
    """Whoever reads a notice in a country with an act of another kind must not think that there is none."""
    named = {act.country for act in acts}
    others = dict.fromkeys(act.country for act in outlet.designations if not act.ended and act.country not in named)
    if not others:
        return ""
    said = words("The register also records acts of other kinds in {countries}.")
    return " " + said.format(countries=listed(words, (_in_a_sentence(words, code) for code in others)))


def _in_a_sentence(words: Words, code: str) -> str:
    name = country_name(words, code)
    the = words.pgettext("a country in a sentence", "the {country}")
    return the.format(country=name) if code in _WITH_THE else name
