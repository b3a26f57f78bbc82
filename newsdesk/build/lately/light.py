"""All of a collection of which a few files were looked at: what is known of the others, by weeks, goes into a draft.

Of an entry that is what it knows by heart; the rest of its file is read when somebody asks for it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache, plain, read_plain
from newsdesk.build.entries.near import Near, keep_ties
from newsdesk.build.lately.whole import Beside, whole_of
from newsdesk.check import Draft
from newsdesk.check.held import heart_of
from newsdesk.check.near.others import Wider
from newsdesk.check.near.ties import stem
from newsdesk.check.parts import kept_items, light_item
from newsdesk.load import DIGEST_FILE, EDITION, Document, Tree
from newsdesk.load.ordinary import digest_of
from newsdesk.model.folded import Folded, folded_of
from newsdesk.model.little import Little
from newsdesk.problems import Problem
from newsdesk.store.captured.texts import Captures, unread

# Of each entry of a week, by its path, the digest of what it knows by heart, and that.
_Littles = dict[str, tuple[str, Folded]]


def own_of(
    told: Iterable[Problem], draft: Draft, found: Iterable[Problem], captures: Captures, root: Path
) -> list[Problem]:
    """All that is wrong: `told` of the form of files, without the unfinished, `found` by the check, and of captures."""
    left_out = {note.path for note in draft.left_out}
    return [*(one for one in told if one.path not in left_out), *found, *unread(captures, root)]


def keep_look(
    cache: Cache, tree: Tree, archive: Archive, draft: Draft, own: Iterable[Problem], beside: Beside, begun: date | None
) -> None:
    """Keep what a look at everything found, where all could be read."""
    if None not in tree.raws.values():
        whole_of(own, draft, tree.digests, beside, begun).keep(cache, beside)
        keep_light(cache, tree, archive, draft)


def keep_light(cache: Cache, tree: Tree, archive: Archive, draft: Draft) -> None:
    """Keep what a build after few changes needs of all files, where that is not known from an earlier look."""
    if not keep_ties(cache, tree, archive):
        return
    littles: dict[str, _Littles] = {}
    for item in draft.entries:
        week = item.keys["week"]
        littles.setdefault(week, {})[f"{week}/{item.keys['id']}.yaml"] = _row(item.keys["little"])
    for week, key in _keys(tree.digests).items():
        cache.put_plain("light", key, plain(littles.get(week, {})))


def fill(draft: Draft, near: Near, tree: Tree, cache: Cache, documents: Mapping[str, Document | None]) -> None:
    """Put into a draft the entries, digests and editions that nobody had to look at; `documents` are all files.

    Wider where something is not known of one of them.
    """
    weeks: dict[str, list[str]] = {}
    others = []
    for inner, tie in near.ties.items():
        if inner not in near.archive.documents:
            if tie and tie.page:
                weeks.setdefault(inner.partition("/")[0], []).append(inner)
            else:
                others.append(inner)
    _weekly(draft, near.archive, others)
    keys = _keys(tree.digests)
    known = cache.get_plain("light", [keys[week] for week in weeks])
    for week, inners in weeks.items():
        kept = known.get(keys[week])
        littles: _Littles = read_plain(kept) if kept else _littles(cache, tree, week, keys[week])
        for inner in inners:
            document, little = documents[inner], littles.get(inner)
            if document is None or little is None:
                raise Wider
            draft.entries.append(light_item(inner, document, *little))
    # As they stand in the folder: what has changed was put in first.
    draft.entries.sort(key=lambda item: item.document.path.split("/"))
    near.archive.keep()


def _weekly(draft: Draft, archive: Archive, inners: Iterable[str]) -> None:
    """Digests and editions of weeks of which no entry had to be looked at."""
    archive.more(inners := list(inners))
    for inner in inners:
        if (document := archive.documents[inner]) is None:
            raise Wider
        folder, _, name = inner.rpartition("/")
        part = archive.part(inner)
        if edition := EDITION.fullmatch(name):
            draft.frozen[folder, int(edition[1])] = document
        else:
            draft.digests |= kept_items(inner, document, part, leaves_out=True)


def _littles(cache: Cache, tree: Tree, week: str, key: str) -> _Littles:
    """What the entries of a week that has changed know by heart, by what is kept of each; it is kept for next time."""
    keys = {
        f"{inner}\0{tree.digests[inner]}": inner for inner in _entries(tree.digests) if inner.startswith(f"{week}/")
    }
    found: _Littles = {}
    for name, known in cache.get_many("part", keys).items():
        part, inner = known["part"], keys[name]
        if part and (own := part["keys"].get(stem(inner))):
            found[inner] = _row(own["little"])
    cache.put_plain("light", key, plain(found))
    return found


def _row(little: Little) -> tuple[str, Folded]:
    return heart_of(little), folded_of(little)


def _keys(digests: Mapping[str, str]) -> dict[str, str]:
    """Of each week the key by which its entries are kept: another one where any of its files has changed."""
    weeks: dict[str, list[str]] = {}
    for inner in _entries(digests):
        weeks.setdefault(inner.partition("/")[0], []).append(f"{inner} {digests[inner]}")
    return {
        week: f"{week}\0{digest_of(chr(0).join(files).encode('utf-8', 'surrogatepass'))}"
        for week, files in weeks.items()
    }


def _entries(digests: Mapping[str, str]) -> Iterable[str]:
    """The files of entries."""
    return (i for i in digests if "/" in i and i.endswith(".yaml") and not i.endswith(f"/{DIGEST_FILE}"))
