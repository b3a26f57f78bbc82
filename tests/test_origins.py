"""Origins are counted, and not outlets: chains of copies, translations, editions and relays, worked out by hand."""

import shlex
from dataclasses import dataclass, field
from typing import Any

from invented import DATA
from tables import data_in, each

from newsdesk.collection.origins import Origins
from newsdesk.model import Account, Cited, Entry, Reference, Source

TABLE = data_in(DATA / "origins.yaml")
CHAINS, DISPUTES = TABLE["chains"], TABLE["disputes"]


@dataclass
class Publisher:
    id: str
    domains: tuple[str, ...]
    edition_of: str | None


@dataclass
class Version:
    url: str


@dataclass
class Article:
    """What an entry says of where it is from."""

    id: str
    outlet: str
    url: str | None = None
    syndicated_from: str | None = None
    translation_of: str | None = None
    versions: list[Version] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    withdrawn: bool = False


def source(way: str, cited: Cited, who: str | None = None) -> Source:
    via: dict[str, Any] = {} if way == "-" else {"via": way} if way.isascii() and " " not in way else {"via_text": way}
    return Source.model_construct(name="A source", cited=cited, **{"who": who, "via": None, "via_text": None, **via})


def article(text: str) -> Article:
    name, outlet, *said = text.split(" ", 2)
    made = Article(name, outlet)
    for word in shlex.split(said[0]) if said else ():
        mark, rest = word[0], word[1:]
        if word == "!":
            made.withdrawn = True
        elif mark == "<":
            made.syndicated_from = rest
        elif mark == "=":
            made.translation_of = rest
        elif mark == "@":
            made.url = rest
        elif mark == "~":
            made.versions.append(Version(rest))
        else:
            kind, _, ways = word.partition(":")
            cited = {"says": Cited.QUOTED, "mentions": Cited.MENTIONED}.get(kind, Cited.RELAYED)
            who = kind if kind not in ("says", "mentions", "via") else None
            made.sources += [source(way, cited, who) for way in ways.split(",")]
    return made


def origins(chain: dict[str, Any]) -> Origins:
    articles: list[Any] = [article(text) for text in chain["articles"]]
    editions = chain.get("editions", {})
    names = {one.outlet for one in articles} | {*editions, *editions.values(), "one", "two"}
    outlets: dict[str, Any] = {name: Publisher(name, (f"{name}.example",), editions.get(name)) for name in names}
    known: dict[str, Entry] = {one.id: one for one in articles}
    return Origins(articles, known, outlets)


def test_there_are_enough_chains() -> None:
    assert len({chain["says"] for chain in CHAINS}) == len(CHAINS) >= 60


@each("chain", CHAINS, ids=[chain["says"] for chain in CHAINS])
def test_where_articles_come_from(chain: dict[str, Any]) -> None:
    found = origins(chain)
    assert (found.count, sorted(found.newsrooms)) == (len(chain["from"]), sorted(chain["from"]))
    backwards = origins({**chain, "articles": chain["articles"][::-1]})
    assert backwards.newsrooms == found.newsrooms, "the order of the articles does not matter"


def test_by_whom_the_words_of_a_source_were_heard() -> None:
    found = origins({"articles": ["a one via:wire,-", "b two <one via:wire", "c three =a says:-", "w wire <press"]})
    heard = {(entry.id, one.via): sorted(found.heard(entry, one)) for entry in found.entries for one in entry.sources}
    assert heard == {("a", "wire"): ["press"], ("a", None): ["one"], ("b", "wire"): ["press"], ("c", None): ["one"]}


def reference(place: str, names: set[str]) -> Reference:
    said = {"url": place} if "://" in place else {"outlet": place} if place in names else {"entry": place}
    return Reference.model_construct(**{"url": None, "entry": None, "outlet": None, **said})


@each("dispute", DISPUTES, ids=[dispute["says"] for dispute in DISPUTES])
def test_from_where_accounts_are_known(dispute: dict[str, Any]) -> None:
    found = origins(dispute)
    told: set[str] = set()
    own = []
    for line in dispute["accounts"]:
        who, *places = line.split()
        references = {f"r{number}": reference(place, {*found.outlets, "wire"}) for number, place in enumerate(places)}
        account = Account.model_construct(who=who, refs=tuple(references))
        told |= found.told(account, references)
        own.append(found.is_own(account, references))
    assert own == dispute.get("own", own)
    assert sorted(told) == sorted(dispute["from"])
