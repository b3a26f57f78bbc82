"""Rules on references: every statement of ours can be checked, and not only with the publisher."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any
from urllib.parse import urlsplit

from newsdesk.check.draft import Draft, Finding, Referring
from newsdesk.check.prose import marks_in, sentences, word_count
from newsdesk.load import Loc, value_at
from newsdesk.model import Entry, Reference
from newsdesk.problems import did_you_mean

_PLAIN = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?:/|\Z)")


def unknown_reference(draft: Draft) -> Iterator[Finding]:
    """Each mark such as [register-2026], and each ref, is the id of a reference of the same record."""
    for item, loc, text in draft.noted_texts():
        for mark in marks_in(text):
            yield from _unknown(item, loc, mark.id, offset=mark.start)
    for item in draft.referencing():
        for loc, name in _refs(item):
            yield from _unknown(item, loc, name)


def uncited_reference(draft: Draft) -> Iterator[Finding]:
    """Each reference is cited where it is given: what nothing rests on is left over."""
    cited: dict[int, set[str]] = {}
    for item, _, text in draft.noted_texts():
        cited.setdefault(id(item), set()).update(mark.id for mark in marks_in(text))
    for item in draft.referencing():
        used = cited.get(id(item), set())
        used = used | {name for _, name in _refs(item)}
        for name in item.record.references:
            if name not in used:
                yield Finding(
                    item,
                    ("references", name),
                    f'Nothing cites the reference "{name}".',
                    f"Write [{name}] before the full stop of a sentence that rests on it, or delete it.",
                    key=True,
                )


def unreferenced_sentence(draft: Draft) -> Iterator[Finding]:
    """Each sentence of a context note, editor's note or story ends in a mark before its full stop."""
    for item, loc, text in draft.noted_texts():
        found = sentences(text)
        for sentence, after in zip(found, [*found[1:], None], strict=True):
            if sentence.is_referenced or word_count(sentence.text) < 2:
                continue
            if after and after.text.startswith("["):
                mark = after.text.partition("]")[0] + "]"
                yield Finding(
                    item,
                    loc,
                    f"The mark {mark} stands behind the full stop.",
                    f"Put it before: {mark}.",
                    offset=after.start,
                )
            else:
                yield Finding(
                    item,
                    loc,
                    f'No reference at the end of "{_opening(sentence.text)}".',
                    "Write [id] before its full stop, and the id under references.",
                    offset=sentence.start,
                )


def no_independent_reference(draft: Draft) -> Iterator[Finding]:
    """At least one reference is independent of the publisher.

    Independent is what comes neither from the entry's outlet, nor from an outlet of the same owner
    or the one it was syndicated from, nor is marked `affiliated`.
    """
    by_domain = {d: name for name, item in draft.outlets.items() for d in item.keys["domains"]}
    owners = {name: item.keys["owner"] for name, item in draft.outlets.items() if item.keys["owner"]}
    names = {name: {spelling.casefold() for spelling in item.keys["names"]} for name, item in draft.outlets.items()}
    kin: dict[tuple[str, str | None], tuple[Set[str | None], Set[str], Set[str]]] = {}
    for item in draft.looked_at:
        pair = item.keys["outlet"], item.keys["from"]
        if pair not in kin:  # a few outlets have most entries
            found = {owners[name] for name in pair if name in owners}
            kin[pair] = {*pair} - {None}, found, found.union(*(names.get(name or "", ()) for name in pair))
        close, close_owners, close_names = kin[pair]
        for outlet, entry, host, publisher in item.keys["rests"]:
            source = outlet or draft.outlet_of.get(entry or "") or _outlet_at(host, by_domain)
            if not (source in close or owners.get(source or "") in close_owners or publisher in close_names):
                break
        else:
            yield Finding(
                item,
                ("references",),
                "No reference is independent of the publisher.",
                "Add at least one from another publisher, and cite it in the context note.",
                key=True,
            )


def _unknown(item: Referring, loc: Loc, name: str, offset: int | None = None) -> Iterator[Finding]:
    known = item.record.references
    if name not in known:
        hint = did_you_mean(name, known, "Add it under references, or correct the spelling.")
        yield Finding(item, loc, f'"{name}" is not among the references.', hint, offset=offset)


def _refs(item: Referring) -> Iterator[tuple[Loc, str]]:
    """Every reference that a field of the record names, beside those in its texts."""
    if isinstance(item.record, Entry):  # the one kind of record of which there are many
        for index, source in enumerate(item.record.sources):
            if source.role_verified:
                yield ("sources", index, "role_verified", "ref"), source.role_verified.ref
    else:
        yield from _fields(value_at(item.document.data, item.loc))


def _fields(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every id in a field `ref` or `refs` of raw data."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "ref" and isinstance(value, str):
                yield (*loc, key), value
            elif key == "refs" and isinstance(value, list):
                yield from (((*loc, key, i), ref) for i, ref in enumerate(value))
            else:
                yield from _fields(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _fields(value, (*loc, index))


def rests_on(references: Iterable[Reference]) -> list[tuple[str | None, str | None, str, str]]:
    """Outlet, entry, host and folded publisher of each reference that may be independent."""
    return [
        (r.outlet, r.entry, _host(r.url or ""), (r.publisher or "").casefold()) for r in references if not r.affiliated
    ]


def _host(address: str) -> str:
    # Taking an address apart costs twenty times as much.
    plain = _PLAIN.match(address)
    return plain[1] if plain else urlsplit(address).hostname or ""


def _outlet_at(host: str, by_domain: Mapping[str, str]) -> str | None:
    """The registered outlet whose domain a host lies in."""
    while host:
        if host in by_domain:
            return by_domain[host]
        host = host.partition(".")[2]
    return None


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


OF_ONE = (unknown_reference, uncited_reference, unreferenced_sentence)
RULES = (no_independent_reference,)
