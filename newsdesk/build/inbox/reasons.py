"""Why an article is left out: the reasons that the program knows, and those of a collection."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files

import yaml

from newsdesk.build.project import Project
from newsdesk.model.settings import Reason
from newsdesk.problems import UsageError
from newsdesk.store.maintained import read_settings

_DATA = files("newsdesk") / "data" / "inbox" / "reasons.yaml"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: its letter on the desk, and what the digest says."""

    id: str
    key: str
    words: str


def reasons(project: Project, language: str | None = None) -> Mapping[str, Why]:
    """All reasons by their ids, with a letter each that no other has: in a language, or in that of the collection."""
    own: Iterable[Reason] = ()
    spoken = "en"
    with suppress(UsageError):
        settings, _ = read_settings(project.config, project.root)
        own = settings.extra.inbox.reasons if settings else ()
        spoken = settings.language if settings else spoken
    known = [Reason(id=one["id"], key=one["key"], words=_said(one["words"], language or spoken)) for one in _known()]
    found = {one.id: one for one in (*own, *known)} | {one.id: one for one in own}
    free = iter("abcdefghijklmnopqrstuvwxyz")
    asked = {one.key for one in found.values()}
    given: set[str] = set()
    whys = {}
    for one in found.values():
        key = one.key if one.key and one.key not in given else next((k for k in free if k not in asked), "")
        given.add(key)
        asked.add(key)
        whys[one.id] = Why(one.id, key, one.words)
    return whys


def _known() -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = yaml.safe_load(_DATA.read_text("utf-8"))
    return found


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get(language.partition("-")[0]) or words["en"]
