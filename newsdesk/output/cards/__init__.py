"""Preview cards: a picture for each page that is shared, drawn again only when what stands on it changes."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

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
    folder = cache / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    kept: set[str] = set()
    for preview in previews:
        file = folder / _name(look, preview)
        kept.add(file.name)
        if file.is_file():
            yield preview.path, file.read_bytes()
            continue
        png = draw(preview)
        fresh = file.with_suffix(f".{os.getpid()}.new")
        fresh.write_bytes(png)
        fresh.replace(file)
        yield preview.path, png
    for name in set(os.listdir(folder)) - kept:
        with suppress(OSError):
            (folder / name).unlink()


def _name(look: str, preview: Preview) -> str:
    """The same for cards that look the same, wherever they stand."""
    key = f"{look}\0{replace(preview, path='')!r}"
    return f"{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}.png"
