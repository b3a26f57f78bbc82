"""The balance in the language of the desk: figures for programs come in, the same in words of people go out."""

from collections.abc import Mapping
from typing import Any, Final

from newsdesk.collection.balance import CHARGED
from newsdesk.desk.completing.terms import said_term
from newsdesk.desk.office import Desk
from newsdesk.interface import ENGLISH, words_of
from newsdesk.model.terms import Actor, Cited, Identified, Term
from newsdesk.views.setting.codes import country_name

# English texts are the ids of messages: each is said in a language when it is known.
words: Final = words_of(ENGLISH)
_MEASURES: Final[Mapping[str, str]] = {
    "sources that speak": words("Sources that speak"),
    "sources": words("How sources are cited"),
    "verbs": words("Verbs of our own prose"),
    "first in summaries": words("Stands first in summaries"),
    "first in context notes": words("Stands first in context notes"),
    "first in accounts": words("Stands first where accounts differ"),
    f"first in {CHARGED}": words("Stands first in sentences with a charge or figures"),
}
_VERBS: Final[Mapping[str, str]] = {
    "states": words("says"),
    "names": words("names"),
    "charges": words("charges"),
    "rejects": words("rejects"),
    "claims": words("claims"),
    "concedes": words("concedes"),
    "demands": words("demands"),
    "other": words("other verbs"),
}
_TERMS: Final[Mapping[str, Term]] = {str(term): term for kind in (Identified, Actor, Cited) for term in kind}


def in_words(desk: Desk, found: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a balance, with names of sides, measures and values as the desk says them."""
    balance = found["balance"]
    sides = {side: _side(desk, side, told) for side, told in balance["sides"].items()}
    differing = [_differing(desk, one) for one in balance["asymmetries"]]
    told = {**balance, "rule": desk.say(balance["rule"]), "sides": sides, "asymmetries": differing}
    return {**found, "balance": told}


def _side(desk: Desk, side: str, told: Mapping[str, Any]) -> dict[str, Any]:
    is_country = len(side) == 2 and side.isupper()
    name = country_name(desk.words, side) if is_country else desk.words("no side") if side == "none" else told["name"]
    counted = {
        measure: {**one, "values": {_value(desk, value, measure): each for value, each in one["values"].items()}}
        for measure, one in told.items()
        if isinstance(one, dict) and "values" in one
    }
    return {**told, **counted, "name": name}


def _differing(desk: Desk, one: Mapping[str, Any]) -> dict[str, Any]:
    measure = desk.words(_MEASURES.get(one["measure"], one["measure"]))
    return {**one, "measure": measure, "value": _value(desk, one["value"], one["measure"])}


def _value(desk: Desk, value: str | None, measure: str = "") -> str | None:
    if value and measure != "verbs" and (term := _TERMS.get(value)):
        return said_term(desk.words, term)
    return desk.words(_VERBS.get(value, value)) if value else value
