"""Who answers for the collection: what mkdocs.yml says of it comes in, the same as an editor wants it goes out."""

from dataclasses import dataclass
from typing import Any

from newsdesk.check.shape import shape
from newsdesk.desk.live.plain import Plain, read, write
from newsdesk.desk.office import Desk
from newsdesk.desk.records.faults import by_field
from newsdesk.interface import ENGLISH, Words, languages
from newsdesk.load import shown_path
from newsdesk.load.config import parse_config
from newsdesk.model.placeholders import no_answer
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, Refusal, has_errors
from newsdesk.store.answering import placeholder_address
from newsdesk.store.editing import Document

_AT = ("extra", "about")
NAMES = (
    "publisher", "responsible_editor", "address", "contact", "funding", "conflicts_of_interest",
    "complaints.to", "complaints.days", "complaints.second_instance", "complaints.none", "right_of_reply",
)  # fmt: skip
"""The points, as they stand below `extra.about`."""
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Point:
    """A point on which a publisher says something, or why there is nothing to say."""

    name: str
    text: str
    is_none: bool
    """Whether the text says why there is none."""
    is_open: bool
    """Whether nothing is said yet."""
    why: str = ""
    """Why a text that stands there is no answer."""


@dataclass(frozen=True, slots=True)
class Makers:
    """What the settings say, with the digest of the file that says it."""

    points: list[Point]
    digest: str
    file: str
    language: str = ENGLISH
    """The language of the site, and of what is written for it."""
    site: str = ""
    """The address of the site, as it is written there."""
    is_nowhere: bool = False
    """Whether that is missing, or a placeholder."""


def makers_of(desk: Desk) -> Makers:
    """What the settings say of who answers for the collection; Refusal where they cannot be read."""
    plain = _plain(desk)
    document = Document(desk.project.config, plain.text.encode(), plain.path)
    settings, problems = _judged(plain.path, plain.text)
    if settings is None and problems:
        raise Refusal(f"{plain.path}:{problems[0].line}: {problems[0].sentence}")
    waiting = {one.name for one in settings.extra.about.open} if settings else set()
    language = document.get("theme", "language")
    spoken = language if isinstance(language, str) and language in languages() else ENGLISH
    points = [_point(document, name, waiting, desk.words) for name in NAMES]
    site = document.get("site_url")
    is_nowhere = bool(settings and placeholder_address(settings))
    return Makers(points, plain.digest, plain.path, spoken, site if isinstance(site, str) else "", is_nowhere)


def still_open(desk: Desk) -> dict[str, str]:
    """Why what stands in the settings is no answer, by the points of which that is so."""
    return {one.name: one.why for one in makers_of(desk).points if one.why}


def write_makers(desk: Desk, digest: str, wanted: dict[str, Any], language: str = "") -> list[dict[str, Any]]:
    """Write points, each `{text, none}` by its name; faults by field where one cannot stand so, and nothing is written.

    Refusal where the file was changed since it had that digest.
    """
    with desk.writing():
        plain = _plain(desk)
        document = Document(desk.project.config, plain.text.encode(), plain.path)
        for name in NAMES:
            _put(document, name, wanted.get(name))
        _put_site(document, wanted.get("site_url"))
        if language in languages():
            _speak(document, language)
        text = document.text
        _, problems = _judged(plain.path, text)
        if has_errors(problems):
            read_again, _ = parse_config(plain.path, text.encode())
            every = by_field(read_again, (), problems, desk.say) if read_again else []
            ours = [one | {"at": one["at"][2:]} for one in every if tuple(one["at"][:2]) == _AT]
            return [*ours, *(one for one in every if one["at"] == ["site_url"])]
        if text != plain.text or digest != plain.digest:
            write(desk, plain.path, text, digest)
    return []


def _plain(desk: Desk) -> Plain:
    return read(desk, shown_path(desk.project.config, desk.project.root))


def _judged(shown: str, text: str) -> tuple[Settings | None, list[Problem]]:
    document, problems = parse_config(shown, text.encode())
    if document is None:
        return None, problems
    settings, faults = shape(Settings, document)
    return settings, [*problems, *faults]


def _point(document: Document, name: str, waiting: set[str], words: Words) -> Point:
    value = document.get(*_AT, *name.split("."))
    is_none = isinstance(value, dict) and bool(value.get("none"))
    text = (value.get("none") or value.get("text") or "") if isinstance(value, dict) else value
    shown = "" if text in (None, "TODO") else str(text)
    why = why_open(shown, words) if name in waiting else ""
    return Point(name, shown, is_none, name in waiting, why)


def why_open(text: str, words: Words) -> str:
    """Why a text is no answer, for whoever wrote it; "" where it is one, or nothing stands there."""
    why = no_answer(text) if text.strip() else ""
    if not why:
        return ""
    kind, _, what = why.partition(": ")
    if "placeholder" in kind:
        return words("Still open: {what} is a placeholder, and reaches nobody.").format(what=what.strip('"'))
    if kind.startswith("says nothing"):
        return words("Still open: this says nothing.")
    return words("Still open: say why there is none, and tick the box.")


def _speak(document: Document, language: str) -> None:
    """Write the language of the site and of our prose, where the settings say another one."""
    theme = document.get("theme")
    stated = theme.get("language") if isinstance(theme, dict) else None
    # English needs no word: whoever touches nothing writes nothing.
    if (stated or ENGLISH) == language:
        return
    if isinstance(theme, dict):
        document.set(("theme", "language"), language)
    else:
        document.set(("theme",), {"name": theme or "material", "language": language})


def _put_site(document: Document, wanted: Any) -> None:
    """Write the address of the site, where the form says another one; an empty form says none."""
    text = str(wanted.get("text") or "").strip() if isinstance(wanted, dict) else ""
    if text and text != document.get("site_url"):
        document.set(("site_url",), text)


def _put(document: Document, name: str, wanted: Any) -> None:
    if not isinstance(wanted, dict):
        return
    text = " ".join(str(wanted.get("text") or "").split())
    if len(text) > _LONGEST:
        raise Refusal(f"This text has more than {_LONGEST} letters.")
    at = (*_AT, *name.split("."))
    old = document.get(*at)
    value: Any = {"none": text} if wanted.get("none") is True and text else text
    if name == "complaints.days" and text.isdecimal() and len(text) < 5:
        value = int(text)
    if not text:
        value = None if name == "complaints.none" else "TODO"
    if value != old and not (value in (None, "TODO") and old in (None, "", "TODO")):
        document.set(at, value)
