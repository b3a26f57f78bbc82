"""What all records share: strictness, plain text types, references, names, facts with a basis."""

import copyreg
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from newsdesk.model.codes import Id, Language
from newsdesk.model.edtf import Edtf
from newsdesk.model.tables import REST, UNFOLDED, lean_again, names_of, ordered, sharing, unfold
from newsdesk.model.terms import Author, Basis

T = TypeVar("T")
Text = Annotated[str, Field(min_length=1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, strict=True)]
YesOrNo = Annotated[bool, Field(strict=True)]
# Python takes True for 1.
FormatVersion = Annotated[Literal[1], BeforeValidator(lambda value: "true" if value is True else value)]


class Record(BaseModel):
    """A frozen record that refuses unknown fields: an unknown key is a typo."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)
    may_wait: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Where TODO is no fault of the file, by the names that lead there."""

    def whole(self) -> Self:
        """The same record, which knows all of its fields: see `known_by_heart`; or its copy, see `little.lay_aside`."""
        rest = self.__dict__.get(REST)
        if rest is None:
            return self
        unfold(self)
        if isinstance(rest, Instead):
            whole: Self = rest.whole()
            return whole
        if isinstance(rest, Record):
            full = rest.whole()
            return self if full is rest else _counterpart(rest, full, self)
        _become(self, rest())
        return self

    def whole_apart(self) -> Self:
        """The same with all fields, for whoever needs them once: this one goes on to know what it knows by heart."""
        rest = self.__dict__.get(REST)
        if isinstance(rest, Instead):
            rest = rest.apart
        found: Self = self if rest is None or isinstance(rest, Record) else rest()
        return found

    if not TYPE_CHECKING:  # so that a field that does not exist stays a mistake

        def __getattr__(self, name: str) -> Any:
            """A field that was not known by heart."""
            if not name.startswith("_") and (rest := self.__dict__.get(REST)) is not None:
                if unfold(self):
                    return getattr(self, name)
                if name in UNFOLDED and (folded := self.__dict__.get(f"_{name}")) is not None:
                    return UNFOLDED[name](self, folded)
                return rest.ask(name) if isinstance(rest, Instead) else getattr(self.whole(), name)
            return super().__getattr__(name)

        # Whatever else looks at all fields at once.

        def model_dump(self, **how: Any) -> dict[str, Any]:
            return super(Record, self.whole()).model_dump(**how)

        def model_dump_json(self, **how: Any) -> str:
            return super(Record, self.whole()).model_dump_json(**how)

        def __eq__(self, other: object) -> bool:
            if isinstance(other, Record):
                other = other.whole()
            return super(Record, self.whole()).__eq__(other)

        def __hash__(self) -> int:
            return hash(_fields(type(self))(self.whole().__dict__))

        def __iter__(self) -> Any:
            return super(Record, self.whole()).__iter__()

        def __repr_args__(self) -> Any:
            return super(Record, self.whole()).__repr_args__()

        def __copy__(self) -> Any:
            return _fields_alone(super(Record, self.whole()).__copy__())

        def __deepcopy__(self, memo: Any = None) -> Any:
            return _fields_alone(super(Record, self.whole()).__deepcopy__(memo))

        def __getstate__(self) -> Any:
            return super(Record, self.whole()).__getstate__()

        def __reduce__(self) -> Any:
            full = self.whole()
            if full.__pydantic_fields_set__ is not names_of(type(full)):
                return copyreg.__newobj__, (type(full),), full.__getstate__()
            # In a fifth of the time: of each entry of an archive a copy lies on the disk while a site is made.
            beside = {name: value for name, value in full.__dict__.items() if name[0] == "_"}
            known = full.__dict__
            return lean_again, (type(full), tuple([known[name] for name in ordered(type(full))[0]]), beside)


R = TypeVar("R", bound=Record)


class Instead:
    """What answers for a record that stands in the place of another one, and never has fields of its own."""

    def ask(self, name: str) -> Any:
        """The value of a field."""
        raise NotImplementedError

    def whole(self) -> Any:
        """The record in whose place it stands, with all fields."""
        raise NotImplementedError

    def apart(self) -> Any:
        """The same for whoever needs them once."""
        raise NotImplementedError


def known_by_heart(record: R, known: dict[str, Any], rest: "Callable[[], Record] | Record | Instead") -> R:
    """A record, as `__new__` leaves it, that knows some fields by heart, and becomes whole when others are asked for.

    `rest` makes the whole record, is the record in which this one stands, or answers in its place.
    """
    known[REST] = rest
    object.__setattr__(record, "__dict__", sharing(known))
    return record


def _counterpart(held: Record, full: Record, one: R) -> R:
    """What stands in a full record where `one` stands in another one that says the same."""
    # Nearly all stand in a list, as sources do, or in something there, as their quotations do.
    for name, value in held.__dict__.items():
        if type(value) is tuple:
            for at, mine in enumerate(value):
                if mine is one:
                    return cast("R", full.__dict__[name][at])
                for inner, below in mine.__dict__.items() if isinstance(mine, Record) else ():
                    if below is one:
                        return cast("R", full.__dict__[name][at].__dict__[inner])
    return cast("R", next(other for mine, other in pairs(held, full) if mine is one))


def pairs(held: Any, full: Any) -> Iterator[tuple[Any, Any]]:
    """The records in one that is held, each beside that of a full one."""
    if isinstance(held, Record):
        yield held, full
        inside = [(value, full.__dict__[name]) for name, value in held.__dict__.items() if name[0] != "_"]
    elif isinstance(held, dict):
        inside = [(value, full[key]) for key, value in held.items()]
    else:
        inside = list(zip(held, full, strict=True))
    for mine, other in inside:
        if isinstance(mine, Record | dict | tuple):
            yield from pairs(mine, other)


def _fields_alone(record: R) -> R:
    """A copy without what was known beside its fields, of which some may be about to change."""
    for name in [name for name in record.__dict__ if name[0] == "_"]:
        del record.__dict__[name]
    return record


def _become(record: Record, full: Record) -> None:
    """Give a record, and those in it that others may hold already, all fields of a full one."""
    known = record.__dict__
    # What is known beside the fields was worked out from them, and is true of the full one.
    beside = {name: value for name, value in known.items() if name[0] == "_" and name != REST}
    beside = {name: value for name, value in beside.items() if name[1:] not in full.__dict__}
    now = sharing({**full.__dict__, **beside})
    for name, value in now.items():
        mine: Any = known.get(name)
        if (holds := _holds(mine.__class__)) is None:
            continue
        if holds is Record:
            _become(mine, value)
            now[name] = mine
        elif holds is tuple and mine and _holds(mine[0].__class__) is Record:
            for one, other in zip(mine, value, strict=True):
                _become(one, other)
            now[name] = mine
        elif holds is dict:
            for key, one in mine.items():
                _become(one, value[key])
            now[name] = mine
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(record, name, getattr(full, name))
    object.__setattr__(record, "__dict__", now)


@cache
def _holds(kind: type) -> type | None:
    """Whether a value of a kind is a record, or a tuple or dict that may hold some; None for all others, as most are.

    Asked for each value of each record: to ask pydantic whether something is a record takes five times as long.
    """
    return next((one for one in (Record, tuple, dict) if issubclass(kind, one)), None)


@cache
def _fields(kind: type[Record]) -> Callable[[Any], Any]:
    return itemgetter(*kind.model_fields)


def lean(record: R) -> R:
    """The same record, in less than half the memory: which of its fields were written down is no longer known.

    Pydantic gives each record a set of their names, and a table of its fields; here all of one kind share the names.
    """
    waiting: list[Record] = [record]
    for one in waiting:
        object.__setattr__(one, "__pydantic_fields_set__", names_of(type(one)))
        for value in one.__dict__.values():
            if (holds := _holds(value.__class__)) is None:
                continue
            if holds is Record:
                waiting.append(value)
            elif value:
                inner = value.values() if holds is dict else value
                waiting += [below for below in inner if _holds(below.__class__) is Record]
        object.__setattr__(one, "__dict__", sharing(one.__dict__))
    return record


class Translation(Record):
    """A translation and who made it."""

    text: Text
    """The translation."""
    by: Author
    """Who translated: a person or a program."""


class Name(Record):
    """One spelling of a name; a bare text where its language does not matter."""

    text: Text
    """The spelling, in its own script."""
    language: Language | None = None
    """The language whose readers write it so."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return bare_or_record(core, handler, {"type": "string", "minLength": 1})


def bare_or_record(core: CoreSchema, handler: GetJsonSchemaHandler, bare: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of a record that editors may also write in one word."""
    full = handler.resolve_ref_schema(handler(core))
    return {"anyOf": [bare, full], "description": full.get("description", "")}


class Fact(Record, Generic[T]):
    """A fact of the register with its basis; the bare word `unknown` where it is not known."""

    value: T | None = None
    """The fact itself."""
    basis: Basis
    """What the fact rests on."""
    date: Edtf | None = None
    """When it was so, or was seen to be so; required with basis `referenced`."""
    refs: tuple[Id, ...] = ()
    """Ids of this record's references; at least one with basis `referenced`."""
    note: Text | None = None
    """What a reader should know about it."""

    @classmethod
    def model_rebuild(cls, **how: Any) -> bool | None:
        """As pydantic does; it asks for each kind of fact, though what has no kind is never validated."""
        return None if cls is Fact else super().model_rebuild(**how)

    @model_validator(mode="before")
    @classmethod
    def _bare_unknown(cls, value: Any) -> Any:
        if value == "unknown":
            return {"basis": Basis.UNKNOWN}
        if not isinstance(value, dict):
            raise PydanticCustomError(
                "fact-without-basis",
                "A fact of the register needs a basis.",
                {"hint": "Write {value: …, basis: referenced, date: …, refs: [id]}, or unknown."},
            )
        return value

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if (self.value is None) != (self.basis is Basis.UNKNOWN):
            raise PydanticCustomError(
                "fact-without-value",
                "A fact has a value, unless its basis is unknown.",
                {"hint": "Write the value, or just the word unknown instead of the whole fact."},
            )
        if self.basis is Basis.REFERENCED and not (self.refs and self.date):
            raise PydanticCustomError(
                "fact-without-reference",
                "A referenced fact needs a date and refs.",
                {"hint": "Add date and refs, or write basis: unreferenced."},
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return bare_or_record(core, handler, {"const": "unknown", "description": "Not known."})
