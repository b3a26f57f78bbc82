"""What is known of entries that nobody looks at: that they are there, and on which pages they stand."""

from dataclasses import dataclass


class Wider(Exception):
    """A question that only the whole collection answers: whoever looks at a part of it begins anew with all."""


@dataclass(frozen=True, slots=True)
class Others:
    """The entries of a collection that a draft does not hold: they are good, and finished."""

    entries: frozenset[str]
    """Their ids."""
    pages: tuple[tuple[str, str, str, list[str]], ...]
    """Of each the week, the id, the language and the countries."""
    weeks: frozenset[str]
    """The folders of the whole collection."""
