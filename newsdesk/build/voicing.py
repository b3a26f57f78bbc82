"""The voice of a collection: a draft comes in, what its texts are asked goes out; no file is read a second time."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from heapq import nsmallest
from typing import Any

from newsdesk.build.cache import Cache
from newsdesk.build.project import Project
from newsdesk.check import Draft
from newsdesk.check.draft import Item
from newsdesk.check.telling import problem_of
from newsdesk.check.voice.families import Alternatives
from newsdesk.check.voice.spoken import Name, names_in, spoken
from newsdesk.check.voice.twice import twice
from newsdesk.interface import languages as interfaces
from newsdesk.load import shown_path
from newsdesk.model import Digest, Entry
from newsdesk.model.codes import languages
from newsdesk.model.notes import weighed
from newsdesk.model.settings import Extra, Settings
from newsdesk.problems import Problem, Severity

# Of so many entries the texts are heard, from so many letters on and up to so many.
_SAMPLE, _LONG, _MOST = 12, 600, 6000
# Of fewer nothing is said.
_FEW = 3
# Words that make a tenth of every text in their language, as no other language has them: most need no detector.
_USUAL = {"en": frozenset("the of and to that".split()), "ru": frozenset("и в на что не по с".split())}
_SHARE = 0.08


def voices(
    project: Project, cache: Cache, draft: Draft, settings: Settings | None, wanted: str | None = None
) -> list[Problem]:
    """What is told of the voice of all records, or of the entry `wanted`; of a file that has not changed, again."""
    extra, language = (settings.extra, settings.language) if settings else (Extra(), "en")
    limits = extra.sentences
    base = shown_path(project.digests, project.root)
    digests = {f"{base}/{inner}": digest for inner, digest in draft.files.items()}
    items: list[tuple[Item[Any], Alternatives]] = [
        (item, ways_of(draft, item.record.stories)) for item in draft.looked_at
    ]
    if not wanted:
        weeks: dict[str, set[str]] = {}
        for item in draft.entries:
            weeks.setdefault(item.keys["week"], set()).update(item.record.stories)
        items += [(item, ways_of(draft, sorted(weeks.get(week, ())))) for week, item in draft.digests.items()]
        items += [(item, ways_of(draft, [name])) for name, item in draft.stories.items()]
    # What was captured decides which words are its own, where it is at hand.
    captured = {item.document.path: item.keys["id"] for item in draft.looked_at if item.keys["id"] in draft.texts}
    seen = {path: _digest(draft.texts.get(name, "")) for path, name in captured.items()}
    keys = {
        (item.document.path, item.loc): "\0".join(
            [
                *map(str, item.loc),
                digests.get(item.document.path, ""),
                seen.get(item.document.path, ""),
                language,
                str(limits),
                str(ways),
            ]
        )
        for item, ways in items
        for path in [item.document.path]
    }
    known: dict[str, dict[str, Any]] = cache.get_many("voice", keys.values())
    new: dict[str, dict[str, Any]] = {}
    scopes: dict[str, list[tuple[str, list[Name]]]] = {}
    problems: list[Problem] = []
    for item, ways in items:
        key, path = keys[item.document.path, item.loc], item.document.path
        if key not in known:
            article = draft.texts.get(captured[path]) if path in captured else None
            told = spoken(item, language, ways, limits, article)
            known[key] = new[key] = {"told": told, "names": names_in(item, language)}
        problems += [problem_of(path, one) for one in known[key]["told"]]
        for scope in scopes_of(item) if known[key]["names"] else ():
            scopes.setdefault(scope, []).append((path, known[key]["names"]))
    cache.put_many("voice", new)
    problems += [] if wanted else [*twice(scopes), *_in_another_language(project, cache, draft, language)]
    return weighed(problems, extra.severities)


def _in_another_language(project: Project, cache: Cache, draft: Draft, language: str) -> Iterator[Problem]:
    """That our texts are in another language than the one by which they are read, said once; by the first of them."""
    first = nsmallest(_SAMPLE, draft.entries, key=lambda item: item.document.path)
    if len(first) < _FEW:
        return  # the example of a collection that was just started
    key = "\0".join([language, *(draft.files.get(f"{i.keys['week']}/{i.keys['id']}.yaml", "") for i in first)])
    if (known := cache.get("own language", key)) is None:
        known = {"heard": heard_in(" ".join(f"{i.record.summary} {i.record.context}" for i in first), language)}
        cache.put("own language", key, known)
    if heard := known["heard"]:
        name, own = (languages().get(one, one) for one in (heard, language))
        yield Problem(
            shown_path(project.config, project.root),
            1,
            1,
            "other-language",
            f"The texts look like {name}, and are read as {own}: what is said of their words and figures may be wrong.",
            f"Set theme.language to one of: {', '.join(interfaces())}; another language is one file in"
            " newsdesk/interface/locale/.",
            Severity.NOTE,
        )


def heard_in(text: str, language: str) -> str:
    """The language of a text of ours where it is another one, and "" where it is not, or is too short to tell."""
    found = [word.casefold() for word in text.split()]
    usual = sum(word in _USUAL.get(language, ()) for word in found)
    if len(text) < _LONG or usual > _SHARE * len(found):
        return ""
    with suppress(Exception):  # the detector belongs to an extra, and a guess that only warns is worth no failure
        from newsdesk.intake.capture.detector import classify

        heard = classify(text[:_MOST])
        return heard if heard != language.partition("-")[0] else ""
    return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def scopes_of(item: Item[Any]) -> list[str]:
    """Within what the texts of a record are read together: its week, and its stories."""
    match item.record:
        case Entry():
            return [item.record.week, *(f'The story "{name}"' for name in item.record.stories)]
        case Digest():
            return [item.record.week]
        case _:
            return [f'The story "{item.record.id}"']


def ways_of(draft: Draft, stories: Iterable[str]) -> Alternatives:
    """The words that answer the questions of some stories on which accounts differ."""
    known = (draft.stories[name].record for name in stories if name in draft.stories)
    return [[list(way) for way in one.alternatives] for story in known for one in story.disputed if one.alternatives]
