"""In which language the desk speaks, and the words that its scripts say, read from the scripts themselves."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, negotiate_locale
from babel.messages.extract import extract_from_file
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from newsdesk.desk.office import Desk
from newsdesk.interface import ENGLISH, Words, languages, words_of

ASSETS = Path(__file__).parent / "assets"
"""Scripts and style sheets of the desk."""


@cache
def spoken() -> tuple[str, ...]:
    """Each text that a script says by `_("…")`, once."""
    found = {
        message
        for path in sorted(ASSETS.rglob("*.js"))
        for _, message, _, _ in extract_from_file(
            "javascript", path, {"_": None}, options={"parse_template_string": True}
        )
    }
    return tuple(sorted(text for text in found if isinstance(text, str)))


def script_words(words: Words) -> Markup:
    """JSON for desk.js: texts by their English; an empty object in English."""
    return as_json({} if words.tag == ENGLISH else {text: words(text) for text in spoken()})


def as_json(value: Any) -> Markup:
    """A value as a page hands it to its scripts, in an element of JSON that the browser does not run."""
    # `<` could end the element that holds it.
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


@cache
def by_name() -> tuple[tuple[str, str], ...]:
    """The languages that the desk speaks, each by its own name: whoever looks for it may read no other."""
    return tuple((tag, str(Locale.parse(tag, sep="-").get_display_name(tag)).capitalize()) for tag in languages())


class Speaking:
    """An application around another: where nobody has chosen a language, that of the first visit is the desk's."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hear in which language the browser of this run asks, and let the other answer."""
        if scope["type"] == "http" and scope.get("desk_known") and not self._desk.is_spoken:
            headers = Headers(scope=scope)
            # Scripts and programs that ask for something else are nobody who reads.
            if "text/html" in headers.get("accept", "") and (asked := headers.get("accept-language")):
                tag = best_of(asked)
                self._desk.speak(words_of(tag) if tag else self._desk.words)
        await self._app(scope, receive, send)


def best_of(asked: str) -> str | None:
    """The language of the interface that suits an Accept-Language best; None where none does."""
    return negotiate_locale([tag for _, tag in sorted(_weighed(asked), key=lambda one: -one[0])], languages(), sep="-")


def _weighed(asked: str) -> Iterator[tuple[float, str]]:
    """Each tag with its weight, as RFC 9110 writes them; what has none is refused, and what is odd is passed over."""
    for one in asked[:1000].split(","):
        tag, _, rest = one.partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if weight > 0:
            yield weight, tag.strip()
