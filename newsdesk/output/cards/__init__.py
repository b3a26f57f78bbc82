"""Preview cards: a picture for each page that is shared, drawn again only when what stands on it changes."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from newsdesk.output.kept import Files
from newsdesk.views.pictures.previews import Preview

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


def cards(previews: Iterable[Preview], cache: Path, artist: Artist) -> Iterator[tuple[str, bytes]]:
    """Names and PNGs of cards; those that were drawn before come from the cache, which forgets all others."""
    look, draw = artist
    kept = Files(cache, "cards")
    for preview in previews:
        name = _name(look, preview)
        yield preview.path, kept.get(name) or kept.put(name, draw(preview))
    kept.forget_others()


def _name(look: str, preview: Preview) -> str:
    """The same for cards that look the same, wherever they stand."""
    key = f"{look}\0{replace(preview, path='')!r}"
    return f"{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}.png"
