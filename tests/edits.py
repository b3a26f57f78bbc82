"""Edits of a published collection, as an editor may make them: one text for another, a correction, a move."""

from repository import ENTRY, OLD, published

X = "digests/2022-W42/swans-counted.yaml"
D = "digests/2022-W42/_digest.yaml"
EVE = "{name: Eve Fen, actor: expert, identified: named, cited: mentioned}"
Edit = dict[str, str | None]


def swap(old: str, new: str, path: str = ENTRY) -> Edit:
    """One text of a file, which stands there once, is another."""
    text = published()[path]
    assert text.count(old) == 1, old
    return {path: text.replace(old, new)}


def correct(correction: str, *swaps: tuple[str, str], first: str = OLD) -> Edit:
    """The entry with other texts and one more correction."""
    text = published()[ENTRY]
    for old, new in (*swaps, (f"[{OLD}]", f"[{first}, {{{correction}}}]")):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {ENTRY: text}


def silent(what: str, *, kind: str = "material", was: str = "", now: str = "") -> str:
    """How a change without a correction is refused."""
    parts = ["date: 2026-11-24", f"kind: {kind}", *([f"was: {was}"] if was else []), *([f"now: {now}"] if now else [])]
    return f"silent-change: {what}, and no correction says so. Add to corrections: {{{', '.join(parts)}, why: …}}."


def moved(to: str = "2022/w42/swans/") -> str:
    return f"schema: 1\nmoved:\n  - {{path: 2022/w42/swans-counted/, to: {to}, on: 2026-11-24, why: Renamed.}}\n"


FIGURE = ("counted 312 swans in one", "counted 321 swans in one")
STOOD = 'of "Ada Quill" says something else than at REV'
