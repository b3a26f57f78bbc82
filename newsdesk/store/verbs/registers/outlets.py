"""The verb `outlet add`: a domain, and what a page of it says of itself, become the record of a publisher."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from newsdesk.model.archives import is_below
from newsdesk.model.codes import check_domain
from newsdesk.model.naming import is_latin
from newsdesk.problems import Refusal, UsageError, did_you_mean
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.registers.adding import add, records_of
from newsdesk.store.verbs.registers.spellings import complaints, label, name_of, said, tidy
from newsdesk.store.verbs.wrong import Kind, Refused, Wrong

_DATA = files("newsdesk") / "data" / "platforms.yaml"
# What facts are called where it is said which of them are there.
_CALLED = {
    "home": "home page", "name_language": "language of its name", "self_description": "what it says of itself",
    "legal_status": "legal status",
}  # fmt: skip
_UNKNOWN = ("owner", "funder", "self_description", "legal_status")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page of an outlet says of itself; None where it says nothing that holds."""

    name: str | None = None
    language: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A publisher's place: its domain, and the address of its home page."""

    domain: str
    home: str


def target_of(text: str) -> Target:
    """The domain and home page that `kun.example` or any address there names; UsageError where it is neither."""
    shown = text.strip()
    full = shown if "://" in shown else f"https://{shown}"
    try:
        parts = urlsplit(full)
        host = (parts.hostname or "").rstrip(".")
        domain = check_domain(host.removeprefix("www."))
    except ValueError as error:
        why = said(error) if hasattr(error, "context") else f'"{shown}" is not a domain.'
        raise UsageError(f"{why} Write a domain such as news.example.org, or an address there.") from None
    if parts.scheme not in ("http", "https") or parts.username:
        raise UsageError(f'"{shown}" is no address of a page: write it with https:// in front, or the domain alone.')
    return Target(domain, f"{parts.scheme}://{parts.netloc.lower()}/")


@cache
def _platforms() -> dict[str, list[str]]:
    data = yaml.safe_load(_DATA.read_text("utf-8"))
    return {"pages": [host for row in data["pages"] for host in row], "shared": data["shared"]}


def refuse_platform(target: Target) -> None:
    """Refusal where the domain is one on which many publishers have pages."""
    known, host = _platforms(), _in_ascii(target.domain)
    if is_below(host, known["pages"]) or host in known["shared"]:
        raise Refusal(
            f"{target.domain} holds pages of many publishers: as a domain it would make the articles of all of them"
            " this outlet's. Name a domain of its own; where it has none, write its record by hand, with domains: []."
            " Nothing was written."
        )


def refuse_registered(changes: Changes, digests: Path, target: Target, edition_of: str | None, *, apart: bool) -> None:
    """Refusal where the domain is that of an outlet, or stands above or below one of which this is no edition."""
    refuse_platform(target)
    ours = _in_ascii(target.domain)
    for id, record in records_of(changes, digests, "outlets").items():
        domains = record.get("domains") if isinstance(record, dict) else None
        for domain in domains if isinstance(domains, list) else []:
            theirs = _in_ascii(str(domain).removeprefix("www."))
            whose = f"{id} ({label(record)})"
            if ours == theirs:
                raise Refused([Wrong(f"{target.domain} is registered already: it is {whose}.", "target")], " ")
            if not apart and id != edition_of and (is_below(ours, [theirs]) or is_below(theirs, [ours])):
                where = "below" if is_below(ours, [theirs]) else "above"
                line = (
                    f"{target.domain} stands {where} {domain}, which is {whose}. If it is the same outlet, add the"
                    f" domain to that record. An edition of it in another language or for another place:"
                    f" --edition-of {id}. Another outlet: confirm it with --apart."
                )
                values = {"domain": target.domain, "known": str(domain), "name": whose}
                raise Refused([Wrong(line, "edition_of", Kind.DOMAIN_NEAR, values)], " ")


def add_outlet(
    changes: Changes,
    digests: Path,
    target: Target,
    page: Said,
    *,
    id: str | None = None,
    name: str | None = None,
    name_language: str | None = None,
    name_en: str | None = None,
    also: Iterable[str] = (),
    country: str | None = None,
    languages: Iterable[str] = (),
    kind: str | None = None,
    feeds: Iterable[str] = (),
    edition_of: str | None = None,
    apart: bool = False,
    same_name: bool = False,
) -> Done:
    """Register a publisher: what its page says stands as from its own page, what an editor says as not yet checked.

    What neither says is `unknown`; its name, and the language of its name, must be known.
    """
    also = list(also)
    refuse_registered(changes, digests, target, edition_of, apart=apart)
    own_name, tag = tidy(name or page.name or ""), name_language or _language_of(page, name)
    wrong = list(complaints("--also", also))
    if not own_name:
        wrong.append(Wrong("It is not known what it calls itself. Say so: --name NAME.", "name"))
    elif not tag:
        line = f'It is not known in which language "{own_name}" is. Say so: --name-language TAG.'
        wrong.append(Wrong(line, "name_language"))
    if not is_latin(own_name) and not name_en:
        line = f'"{own_name}" is not in Latin letters. Say what it is called in English: --name-en NAME.'
        wrong.append(Wrong(line, "name_en"))
    if not own_name:
        raise Refused(wrong)
    outlets = records_of(changes, digests, "outlets")
    if edition_of and edition_of not in outlets:
        hint = did_you_mean(edition_of, outlets, "Add that outlet first.")
        line = f'--edition-of {edition_of}: "{edition_of}" is not in outlets.yaml. {hint}'
        wrong.append(Wrong(line, "edition_of"))
    record: dict[str, Any] = {"name": own_name}
    if tag:
        record["name_language"] = tag
    if name_en:
        record["name_en"] = tidy(name_en)
    if also:
        record["aliases"] = [name_of(one) for one in also]
    record["domains"] = [target.domain]
    record["home"] = {"value": target.home, "basis": "own-page"}
    if known_feeds := list(dict.fromkeys(feeds)):
        record["feeds"] = known_feeds
    if edition_of:
        record["edition_of"] = edition_of
    spoken = list(languages)
    record["country"] = _fact(country, page.country)
    record["languages"] = _fact(spoken or None, [page.language] if page.language else None)
    record["kind"] = _fact(kind, None)
    record |= dict.fromkeys(_UNKNOWN, "unknown")
    done = add(changes, digests, "outlets", record, id=id or None, same_name=same_name, wrong=wrong)
    facts = ("home", "country", "languages", "kind", *_UNKNOWN)
    unknown = [key for key in facts if record[key] == "unknown"]
    from_page = [what for what, is_so in (
        ("name", not name), ("name_language", not name_language), ("country", page.country and not country),
        ("languages", page.language and not spoken),
    ) if is_so]  # fmt: skip
    told = [f"From its own page: {_called(from_page)}."] if from_page else []
    return Done((*done.said, *told, f"Unknown as yet: {_called(unknown)}."), done.next)


def _called(facts: Iterable[str]) -> str:
    return ", ".join(_CALLED.get(fact, fact) for fact in facts)


def _language_of(page: Said, name: str | None) -> str | None:
    """The language of the name: that of the page, where the name is the page's own and in its letters."""
    if name is not None or not page.language or not page.name:
        return None
    # A name in Latin letters on a page in others may be of any language.
    return page.language if is_latin(page.name) == _writes_latin(page.language) else None


def _writes_latin(tag: str) -> bool:
    from babel.core import get_global

    language, _, script = tag.partition("-")
    likely = str(get_global("likely_subtags").get(language, "")).split("_")
    return (script if len(script) == 4 else next((part for part in likely if len(part) == 4), "Latn")) == "Latn"


def _fact(given: Any, of_page: Any) -> Any:
    """A fact with its basis: the page's own where it says the same, else not yet checked."""
    if given and given != of_page:
        return {"value": given, "basis": "unreferenced"}
    return {"value": of_page, "basis": "own-page"} if of_page else "unknown"


def _in_ascii(host: str) -> str:
    """A host as the name service writes it, so that both forms of a name in another script are one."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host.casefold()
