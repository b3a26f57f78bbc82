"""Preview cards: a picture for each page that is shared, drawn again only when what stands on it changes."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from newsdesk.output.kept import Files
from newsdesk.views.setting.preview import Preview

MISSING = (
    "Preview cards need Pillow, which {what}: the site is built without them. Install it with the other packages"
    " (python -m pip install -r requirements.txt), or write cards: none below extra in mkdocs.yml."
)
# The look of cards with the version of what draws them, and what makes of what stands on one a PNG.
Artist = tuple[str, Callable[[Preview], bytes]]


def artist() -> Artist | str:
    """Pillow, ready to draw; where it is not there, a text that says so and what to do."""
    try:
        from newsdesk.output.cards.layout import LOOK, drawn
    except ImportError as error:
        is_absent = isinstance(error, ModuleNotFoundError) and error.name == "PIL"
        return MISSING.format(what="is not installed" if is_absent else f"does not work ({error})")
    return LOOK, drawn


class Album:
    """The cards of a site: those that were drawn before come from the cache, one for each place of a card."""

    def __init__(self, cache: Path, artist: Artist) -> None:
        self.look, self.draw = artist
        self.kept = Files(cache, "cards")

    def card(self, preview: Preview) -> bytes:
        """A card as PNG."""
        # The same for cards that look the same, wherever they stand.
        key = _digest(f"{self.look}\0{replace(preview, path='')!r}")
        name = _name(preview.path)
        kept = self.kept.get(name)
        if kept is None or kept[: len(key)] != key:
            kept = self.kept.put(name, key + self.draw(preview))
        return kept[len(key) :]

    def forget_others(self, paths: Iterable[str]) -> None:
        """Forget the cards of all places but these."""
        self.kept.asked = set(map(_name, paths))
        self.kept.forget_others()


def _name(path: str) -> str:
    return f"{_digest(path).hex()}.png"


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
