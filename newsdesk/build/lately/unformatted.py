"""Notes on files that have changed since something went out and are not laid out as others are."""

from collections.abc import Iterator, Mapping

from newsdesk.load import Document, Tree
from newsdesk.problems import Problem
from newsdesk.store.editing.formatting import not_formatted

# More files than anybody changes by hand: whoever compares with so long ago wants to know of other things.
_MANY_CHANGED = 300


def unformatted(tree: Tree, then: Mapping[str, object], documents: Mapping[str, Document | None]) -> Iterator[Problem]:
    """Notes on files that have changed since and are not laid out as others are."""
    # Of a file that is the same the data is the very same.
    changed = [n for n, now in documents.items() if now and n.endswith(".yaml") and then.get(n) is not now.data]
    for inner in changed[:_MANY_CHANGED] if len(changed) <= _MANY_CHANGED else ():
        raw, now = tree.raws.read(inner), documents[inner]
        if raw and now and b"\r\n" in raw and then.get(inner) == now.data:
            continue  # git has changed its line ends, and nobody anything
        if raw is not None and (note := not_formatted(tree.shown(inner), raw.decode())):
            yield note
