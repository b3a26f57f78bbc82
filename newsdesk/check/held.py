"""The records of a draft as a collection holds them: made at once, or when somebody asks for them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from newsdesk.check.draft import Draft, Item, LaterItem, R_co
from newsdesk.model import Entry
from newsdesk.model.minting import Minted

OTHERS = ""
"""Under this name stands the digest of all files that are none of entries."""
# In bytes.
_SIZE = 8


def _as_read(record: Any) -> Any:
    return record


class LaterRecords(Mapping[str, R_co]):
    """The records of items by their ids, each made when somebody asks for it; then its item is let go."""

    def __init__(self, items: Mapping[str, Item[R_co]], shown: Callable[[Any], Any] = _as_read) -> None:
        self._held: dict[str, Item[R_co] | _Made[R_co]] = dict(items)
        self._shown = shown

    def __getitem__(self, name: str) -> R_co:
        held = self._held[name]
        if not isinstance(held, _Made):
            held = self._held[name] = _Made((self._shown(held.record),))
        return held[0]

    def __contains__(self, name: object) -> bool:
        return name in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class _Made(tuple[R_co]):
    """A record alone, without the file that it was read from."""

    __slots__ = ()


def records_of(
    items: Mapping[str, Item[Any]], *, later: bool, newest_first: bool = False, shown: Callable[[Any], Any] = _as_read
) -> Mapping[str, Any]:
    """The records of items by their ids, sorted, each as it is `shown`; `later` each when somebody asks for it."""
    found = {name: items[name] for name in sorted(items, reverse=newest_first)}
    if later:
        return LaterRecords(found, shown)
    return MappingProxyType({name: shown(item.record) for name, item in found.items()})


def said_of(items: Mapping[str, Item[Any]]) -> dict[str, tuple[str, bool]]:
    """The digests of what records say and whether they are corrected, by their ids, of those made when asked for.

    None is made for that; of others it is found in the record itself.
    """
    keys = ((name, item.keys) for name, item in items.items() if isinstance(item, LaterItem))
    return {name: (own["digest"], own["corrected"]) for name, own in keys if "digest" in own}


def digests_of_files(entries: Iterable[Entry], files: Mapping[str, str]) -> Mapping[str, str]:
    """The digests of the week and the file of entries by their ids, and of all other files together by `OTHERS`.

    `files` are those of files by their paths.
    """
    paths = {f"{entry.week}/{entry.id}.yaml": entry for entry in entries}
    others = "\0".join(f"{path} {digest}" for path, digest in sorted(files.items()) if path not in paths)
    found = {entry.id: f"{entry.week} {files[path]}" for path, entry in paths.items() if files.get(path)}
    return found | {OTHERS: _digest(others)} if files else found


def digests_of_hearts(items: Iterable[Item[Entry]]) -> Mapping[str, str]:
    """The digests of what entries know by heart, by their ids, where that is known."""
    known = ((item.record.id, item.keys) for item in items if "little" in item.keys)
    return {name: keys.get("heart") or heart_of(keys["little"]) for name, keys in known}


def heart_of(little: str) -> str:
    """The digest of what an entry knows by heart."""
    return _digest(little)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def minted_of(draft: Draft) -> Minted:
    """The ids of feeds, as far as they do not follow from settings and names."""
    recorded, published = (document.data["lines"] if document else () for document in (draft.feed_ids, draft.addresses))
    return Minted.of(recorded, published, draft.moved.record.moved if draft.moved else ())
