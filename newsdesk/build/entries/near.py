"""What some files have to do with: their paths come in; what is to be looked at goes out, and what others are."""

from collections.abc import Collection, Iterable, Mapping

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache, plain, read_plain
from newsdesk.check.near.others import Others
from newsdesk.check.near.ties import Tie, near, others_of, stem
from newsdesk.load import Tree

# After how many files that have changed the ties of all are kept anew: fewer are read one by one.
_FEW = 20


class Near:
    """An archive of which only those files are taken in that some have to do with.

    What ties all files is kept, each beside the digest of its file: of those that have changed it is found out anew.
    """

    def __init__(
        self, tree: Tree, cache: Cache, jobs: int | None = 1, ties: dict[str, Tie | None] | None = None
    ) -> None:
        cache.asks_for_few()
        self.tree, self.archive = tree, Archive(tree, cache, is_whole=False)
        self.ties = self._known(cache, jobs) if ties is None else ties

    def again(self, cache: Cache, inner: str, raw: bytes | None) -> "Near":
        """The same for another look, before which one file alone has changed; this one is of no use any more."""
        self.tree.put(inner, raw)
        near = Near(self.tree, cache, ties=self.ties)
        near.archive.more([inner])
        near.ties[inner] = near.archive.tie(inner)
        return near

    def _known(self, cache: Cache, jobs: int | None) -> dict[str, Tie | None]:
        kept = cache.get_plain("ties", ["all"]).get("all")
        known: Mapping[str, tuple[str, list[object] | None]] = read_plain(kept) if kept else {}
        ties: dict[str, Tie | None] = {}
        changed = []
        digests = self.tree.digests
        for inner in self.tree.raws:
            one = known.get(inner)
            if one and one[0] == digests.get(inner):
                ties[inner] = Tie._make(one[1]) if one[1] else None
            else:
                changed.append(inner)
        self.archive.more(changed, jobs)
        ties |= {inner: self.archive.tie(inner) for inner in changed}
        if len(changed) > _FEW or not kept:
            _keep(cache, digests, ties)
        return ties

    def take(
        self,
        concerned: Mapping[str, Iterable[Tie | None]],
        captured: Collection[str] = (),
        *,
        pages: bool = False,
        texts: bool = False,
    ) -> Others | None:
        """Take in what some files have to do with; returns what is known of all others. See `near`."""
        found = near(self.ties, concerned, captured, pages=pages, texts=texts, taken=self.archive.documents)
        self.archive.more(inner for inner in found if inner in self.tree.raws)
        if beside := self._named_with(concerned) - found:
            found = near(self.ties, {}, taken=found | beside)
            self.archive.more(inner for inner in found if inner in self.tree.raws)
        return others_of(self.ties, self.archive.documents.keys() | concerned.keys())

    def _named_with(self, concerned: Iterable[str]) -> set[str]:
        """The entries that a record of a register names beside one of those: what it says may rest on all of them."""
        own, named = set(map(stem, concerned)), set[str]()
        for inner in [inner for inner in self.archive.documents if "/" not in inner]:
            for keys in self.archive.part(inner)["keys"].values() if self.archive.documents[inner] else ():
                names = {name for _, name in keys.get("entries", ())}
                named |= set() if own.isdisjoint(names) else names
        return {inner for inner in self.ties if stem(inner) in named} if named else set()


def keep_ties(cache: Cache, tree: Tree, archive: Archive) -> bool:
    """Keep what ties the files of an archive, all taken in; False where that is known from an earlier look."""
    if cache.get_plain("ties", ["all"]):
        return False
    _keep(cache, tree.digests, {inner: archive.tie(inner) for inner in tree.raws})
    return True


def _keep(cache: Cache, digests: Mapping[str, str], ties: Mapping[str, Tie | None]) -> None:
    told = {inner: (digests.get(inner), tie) for inner, tie in ties.items()}
    cache.put_plain("ties", "all", plain(told))
