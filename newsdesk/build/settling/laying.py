"""Files of a collection in our one style: which of them differ, found once for each text."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsdesk.build.cache import Cache
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.build.workers import cores, side_by_side
from newsdesk.load import REGISTERS, read_ordinary, real, reason, shown_path
from newsdesk.load.ordinary import digest_of, limit_of
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.editing.formatting import Formatted, formatted
from newsdesk.store.evidence_writing import find_entry

# What people keep by hand beside the folders of the weeks.
_BESIDE = frozenset({*(f"{register}.yaml" for register in REGISTERS), "_moved.yaml"})
_MANY, _CHUNK = 100, 25


@dataclass(frozen=True, slots=True)
class Laid:
    """A file whose text differs from our style, or that cannot be laid out: then `found.why` says so."""

    path: Path
    shown: str
    text: str
    found: Formatted


def files_named(project: Project, named: Iterable[str]) -> list[Path]:
    """The files that are named by an entry's id or a path; all that people write by hand where none is.

    UsageError where there is no such file in this collection.
    """
    if not (names := list(named)):
        return [
            project.digests.joinpath(*file.parts)
            for file in all_files(project)[0]
            if file.raw is not None and file.parts[-1].endswith(".yaml")
            if len(file.parts) == 2 or file.parts[0] in _BESIDE
        ]
    found = []
    for name in names:
        path = next((one for one in (Path(name), project.root / name) if one.is_file()), None)
        if path is None or path.suffix != ".yaml":
            path = find_entry(project.digests, name)
        if not real(path).is_relative_to(real(project.digests)):
            raise UsageError(f"{name} does not lie in {project.digests}. Name a file of this collection.")
        found.append(path)
    return list(dict.fromkeys(found))


def differing(project: Project, paths: Iterable[Path], jobs: int | None = None) -> list[Laid]:
    """Which files differ from our style, in order. Refusal where one cannot be read."""
    texts = {shown_path(path, project.root): _read(project, path) for path in paths}
    with Cache(project.cache, digest_of_program()) as cache:
        if len(texts) < _MANY:
            cache.asks_for_few()
        keys = {shown: f"{shown}\0{digest}" for shown, (_, _, digest) in texts.items()}
        known = cache.get_many("laid-out", keys.values())
        unknown = [shown for shown, key in keys.items() if key not in known]
        made: dict[str, Formatted] = {}
        chunks = (unknown[start : start + _CHUNK] for start in range(0, len(unknown), _CHUNK))
        at_hand = {shown: texts[shown][1] for shown in unknown}
        for chunk in side_by_side((jobs or cores()) if len(unknown) >= _MANY else 1, at_hand, _formatted, chunks):
            made |= chunk
        for shown, found in made.items():
            if found.text == texts[shown][1] and not found.why:
                cache.put("laid-out", keys[shown], True)
    differ = (shown for shown in texts if shown in made and (made[shown].why or made[shown].text != texts[shown][1]))
    return [Laid(texts[shown][0], shown, texts[shown][1], made[shown]) for shown in differ]


def _formatted(texts: dict[str, str], names: list[str]) -> dict[str, Formatted]:
    return {shown: formatted(shown, texts[shown]) for shown in names}


def _read(project: Project, path: Path) -> tuple[Path, str, str]:
    """A file, its text and the digest of it."""
    inner, shown = real(path).relative_to(real(project.digests)).as_posix(), shown_path(path, project.root)
    try:
        raw = read_ordinary(path, limit_of(inner))
        return path, raw.decode(), digest_of(raw)
    except OSError as error:
        raise Refusal(f"{shown} cannot be read: {reason(error)}.") from None
    except UnicodeDecodeError:
        raise Refusal(f"{shown} is not UTF-8: save it as UTF-8. Nothing was written.") from None
