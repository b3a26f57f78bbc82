"""The closed vocabularies to choose from: each term by the word that pages use, by its own word and by its meaning."""

import inspect
import re
from collections.abc import Mapping
from functools import cache

from newsdesk.desk.completing.index import Known
from newsdesk.interface import Words
from newsdesk.model import terms
from newsdesk.model.terms import Term
from newsdesk.views.setting.terms import word


@cache
def vocabularies() -> Mapping[str, type[Term]]:
    """All vocabularies of the model, by their names: `genre`, `outlet-kind`, `actor`."""
    found = inspect.getmembers(terms, lambda one: inspect.isclass(one) and issubclass(one, Term) and one is not Term)
    return {re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower(): kind for name, kind in found}


def known_terms(name: str, words: Words) -> list[Known]:
    """The terms of a vocabulary, in the order in which the model has them."""
    return [
        Known(name, term.value, said_term(words, term), words(term.meaning), (term.value.replace("-", " "),))
        for term in vocabularies()[name]
    ]


def said_term(words: Words, term: Term) -> str:
    """The word that pages use; the term itself where no page says it."""
    try:
        said = word(words, term)
    except KeyError:
        return term.value
    return said[:1].upper() + said[1:]
