"""Names as people type them, and who is called so already."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsdesk.model.codes import check_language
from newsdesk.model.naming import is_latin
from newsdesk.store.verbs.wrong import Kind, Wrong

# `ru=Имя`: a spelling and the language whose readers write it so.
_WITH_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)=(.*)", re.DOTALL)
_NO_LETTERS = re.compile(r"\W+")


def name_of(text: str) -> Any:
    """A spelling as a register holds it: a bare text, or one with its language where that is typed before it."""
    if not (found := _WITH_LANGUAGE.fullmatch(text.strip())):
        return tidy(text)
    return {"text": tidy(found[2]), "language": found[1]}


def complaints(option: str, texts: Iterable[str]) -> Iterator[Wrong]:
    """What is wrong with spellings as they are typed: no name, no language, or other letters without a language."""
    field = option.removeprefix("--")
    for text in texts:
        name = name_of(text)
        if not text_of(name):
            yield Wrong(f"{option}: there is no name in it.", field, Kind.NEEDED)
        elif isinstance(name, dict):
            try:
                check_language(name["language"])
            except ValueError as error:
                yield Wrong(f"{option} {text}: {said(error)}", field)
        elif not is_latin(name):
            line = f'{option} {text}: in which language is it written so? Type it with its code, such as "ru={name}".'
            yield Wrong(line, field, Kind.NO_LANGUAGE)


def said(error: ValueError) -> str:
    """What a check of ours says of a value, with the way out."""
    context = getattr(error, "context", None) or {}
    message = error.message() if hasattr(error, "message") else str(error)
    return f"{message} {context.get('hint', '')}".strip()


def tidy(text: str) -> str:
    """A name in one line, in one form of its letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def text_of(name: Any) -> str:
    """The spelling itself."""
    found = name.get("text", "") if isinstance(name, dict) else name
    return found if isinstance(found, str) else ""


def spellings_in(record: Any) -> Iterator[str]:
    """Every form of the name of a record, as it stands in the file."""
    if isinstance(record, dict):
        aliases = record.get("aliases")
        names = [record.get(key) for key in ("name", "name_en", "name_native", "title")]
        for name in [*names, *(aliases if isinstance(aliases, list) else [])]:
            if text := text_of(name) if name else "":
                yield text


def label(record: Any) -> str:
    """What a record is called, for messages."""
    return next(spellings_in(record), "")


def owners(names: Iterable[str], records: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names that belong to somebody already, each with the id; case, marks and blanks do not count."""
    wanted = {_bare(name): name for name in reversed(list(names))}
    for id, record in records.items():
        for form in spellings_in(record):
            if (key := _bare(form)) in wanted:
                yield wanted[key], id


def _bare(name: str) -> str:
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return _NO_LETTERS.sub("", text.casefold()).replace("ё", "е") or name
