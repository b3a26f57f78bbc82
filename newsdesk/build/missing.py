"""What a collection lacks and says in its settings that it must not: gaps, and records that a saved search names."""

from collections.abc import Iterator

from newsdesk.build.project import Project
from newsdesk.check import Draft
from newsdesk.check.draft import AnyItem
from newsdesk.load import read_ordinary, shown_path
from newsdesk.load.config import MAX_CONFIG, parse_config
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, did_you_mean


def missing(project: Project, draft: Draft, settings: Settings) -> Iterator[Problem]:
    """Records that saved searches name and that are not there, and the gaps that `extra.gaps` names."""
    yield from _watched(project, draft, settings)
    if settings.extra.gaps:
        yield from _gaps(draft, settings)


def _watched(project: Project, draft: Draft, settings: Settings) -> Iterator[Problem]:
    """What saved searches name that is in no register, or has no page since it is private."""
    if not settings.extra.watches:
        return
    document, _ = parse_config(shown_path(project.config, project.root), read_ordinary(project.config, MAX_CONFIG))
    assert document, "settings that were read"
    for number, watch in enumerate(settings.extra.watches):
        for register, at, name in watch.named():
            held = getattr(draft, register)
            where = document.where(("extra", "watches", number, register, at))
            if name not in held:
                kind = {"people": "unknown-person", "outlets": "unknown-outlet", "stories": "unknown-story"}[register]
                hint = did_you_mean(name, held, f"Write an id of {register}.yaml.")
                yield Problem(document.path, *where, kind, f'"{name}" is not in {register}.yaml.', hint)
            elif register == "people" and not held[name].record.public:
                said = f'"{name}" is a private person, who has no page and no search of their own.'
                yield Problem(document.path, *where, "private-watched", said, "Take the name out.")


def _gaps(draft: Draft, settings: Settings) -> Iterator[Problem]:
    """The gaps of those kinds that `extra.gaps` names, each where its record begins."""
    # Imported here: most collections weigh no gaps, and a check alone makes no collection.
    from newsdesk.collection import Collection
    from newsdesk.collection.measures.gaps import Gap, gaps_of
    from newsdesk.interface import ENGLISH, words_of
    from newsdesk.views.gaps.said import detail_of, sayings

    words = words_of(ENGLISH)
    collection = Collection.of(draft, settings)
    entries = {item.keys["id"]: item for item in draft.entries}

    def item_of(gap: Gap) -> AnyItem:
        return entries[gap.name] if gap.group == "entries" else getattr(draft, gap.group)[gap.name]

    for kind, saying in sayings(words).items():
        if (severity := settings.extra.gaps.get(kind)) is None:
            continue
        for gap in gaps_of(collection, kind):
            item, detail = item_of(gap), detail_of(collection, words, gap)
            line, column = item.document.where(item.loc, key=True)
            said = f"{saying.title} ({detail}). {saying.why}" if detail else f"{saying.title}. {saying.why}"
            yield Problem(item.document.path, line, column, f"gap-{kind}", said, saying.remedy, severity)
