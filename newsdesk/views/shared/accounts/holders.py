"""Who gives an account of a contested question: by what name, for which side, and by which route we know it."""

from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.collection.sides import side_of
from newsdesk.interface import Words
from newsdesk.model import Account, Actor, Cited, Entry, Source, Story
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.extents import story_origins

# From the strongest to the weakest.
STRENGTH = {cited: rank for rank, cited in enumerate(Cited)}
OWN, ELSEWHERE = "own", "elsewhere"
"""Routes beside those by which articles cite: an outlet's own word, and a page that is no entry here."""
# Whoever is asked for knowledge or for what they saw speaks for themselves, and for no country.
_FOR_THEMSELVES = (Actor.EXPERT, Actor.EYEWITNESS, Actor.RESIDENT, Actor.MEDIA)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who gives an account, and by which route we know it."""

    name: str
    language: str | None
    who: str | None
    """The id, where somebody registered gives it."""
    route: str
    """A way of citing, `OWN` or `ELSEWHERE`."""


def spoken_for(collection: Collection, story: Story, account: Account) -> str | None:
    """The side for which whoever gives an account speaks: none of an outlet, and none of an expert or a resident."""
    if account.side:
        return account.side
    if account.who in collection.outlets:
        return None
    heard = _heard(collection, story, account)
    if heard and all(source.actor in _FOR_THEMSELVES and not source.side for source in heard):
        return None
    return side_of(collection, account)


def holder_of(collection: Collection, story: Story, account: Account, *, in_full: bool = False) -> Holder:
    """Who gives an account, as a picture names it; `in_full` with what an outlet says of where it has it from."""
    name, language, who = _named(collection, account, in_full)
    return Holder(name, language, who, route_of(collection, story, account))


def _named(collection: Collection, account: Account, in_full: bool) -> tuple[str, str | None, str | None]:
    """What whoever gives an account is called in a picture: by the register, or by the first words of the account.

    An outlet may have it from somebody else, or print an author of another house: `in_full` that is said too.
    """
    if (person := collection.people.get(account.who or "")) and person.public:
        return person.name, None, account.who
    if outlet := collection.outlets.get(account.who or ""):
        name, language = called(collection.words, outlet)
        is_all = account.by == account.speaker or not in_full
        if is_all and account.speaker in (name, outlet.name, outlet.name_en, *(alias.text for alias in outlet.aliases)):
            return name, language, account.who
        return (account.by if in_full else account.speaker), None, account.who
    return account.speaker, None, None


def route_of(collection: Collection, story: Story, account: Account) -> str:
    """How we know an account: the strongest way in which an article here cites who gives it."""
    if story_origins(collection, story).is_own(account, story.references):
        return OWN
    heard = _heard(collection, story, account)
    if heard:
        return str(min((source.cited for source in heard), key=STRENGTH.__getitem__))
    return str(Cited.PARAPHRASED) if entries_behind(collection, story, account) else ELSEWHERE


def entries_behind(collection: Collection, story: Story, account: Account) -> list[Entry]:
    """The entries on which an account rests."""
    named = (story.references[name].entry for name in account.refs)
    return [collection.by_id[one] for one in named if one and one in collection.by_id]


def _heard(collection: Collection, story: Story, account: Account) -> list[Source]:
    """Where whoever gives an account is a source of the entries on which it rests."""
    cited = entries_behind(collection, story, account)
    return [one for entry in cited for one in entry.sources if account.who and one.who == account.who]


def route_words(words: Words) -> dict[str, str]:
    """What the marks of routes mean."""
    return {
        **{str(cited): word(words, cited) for cited in Cited},
        OWN: words("an outlet in its own words"),
        ELSEWHERE: words("a page that is no entry here"),
    }
