"""What is wrong with what a verb was given, as data: a terminal shows its line, a form says it beside the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from newsdesk.problems import Refusal


class Kind(StrEnum):
    """What a form says in its own words; in brackets the values that it says it with."""

    NEEDED = "needed"
    NO_ID = "no id"
    """(name, proposed: "" where nothing can be proposed)"""
    NOT_ENGLISH = "not English"
    NO_LANGUAGE = "no language"
    ID_TAKEN = "id taken"
    """(key, name, other)"""
    ID_ELSEWHERE = "id elsewhere"
    """(key, other)"""
    NAME_TAKEN = "name taken"
    """(said, key, name)"""
    DOMAIN_NEAR = "domain near"
    """(domain, known, name)"""
    MARK_WITHOUT = "mark without"
    """(mark)"""
    MARK_UNCITED = "mark uncited"
    """(mark)"""
    NO_REFERENCE = "no reference"
    OPEN_ENTRY = "open entry"
    """(entry)"""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong."""

    line: str
    """As a terminal says it."""
    option: str = ""
    """The option or argument that it is about, such as `name_en`; "" where it is about none."""
    kind: Kind = Kind.OTHER
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


class Refused(Refusal):
    """Nothing was written; `wrong` says all that is."""

    def __init__(self, wrong: Iterable[Wrong], between: str = "\n") -> None:
        self.wrong = tuple(dict.fromkeys(wrong))
        super().__init__(between.join([*(one.line for one in self.wrong), "Nothing was written."]))
