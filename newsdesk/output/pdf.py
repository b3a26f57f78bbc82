"""Runs WeasyPrint: digests on paper, made again only when what stands in them changes."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from newsdesk.output.kept import Files
from newsdesk.problems import Refusal, setting_up

_MISSING = (
    "PDFs need WeasyPrint, and {what}. Install it and its libraries, or build without --pdf:\n"
    f"    {setting_up('pdf')}\n"
    "    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk"
    " (macOS: brew install pango)"
)
_FONTS = "fonts-noto-core, or fonts-noto-cjk for Chinese and Japanese"
# The name and version of the program, and what makes of HTML and a time in seconds a PDF and a text of
# all letters that no font here has.
Tool = tuple[str, Callable[[str, int], tuple[bytes, str]]]


def weasyprint() -> Tool:
    """WeasyPrint, ready to work; a Refusal that says what to install where it is not there."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError:
        raise Refusal(_MISSING.format(what="it is not installed")) from None
    except OSError as error:  # it is there, a library of the system is not
        raise Refusal(_MISSING.format(what=f"a library that it uses is missing ({error})")) from None

    class Nothing(URLFetcher):  # type: ignore[misc] # WeasyPrint says no types
        """Whatever a page asks for is refused: it brings everything with it."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:
            raise ValueError(f"{url} is not fetched")

    def make(html: str, when: int) -> tuple[bytes, str]:
        with _time_of_fonts(when), _letters_without_font() as missing:
            made = HTML(string=html, url_fetcher=Nothing()).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
        return made, "".join(sorted(missing))

    return _version(), make


def _version() -> str:
    try:
        return f"weasyprint {version('weasyprint')}"
    except PackageNotFoundError:
        return "weasyprint"


@contextmanager
def _time_of_fonts(when: int) -> Iterator[None]:
    """Fonts put into a PDF carry the time of the build, unless this variable gives another."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(when)
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


class _Letters(logging.Handler):
    """Gathers the letters that WeasyPrint complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if "unsupported by fonts" in str(record.msg) and isinstance(record.args, tuple):
            self.found.add(str(record.args[0]))


@contextmanager
def _letters_without_font() -> Iterator[set[str]]:
    logger, letters = logging.getLogger("weasyprint"), _Letters()
    logger.addHandler(letters)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield letters.found
    finally:
        logger.propagate = propagate
        logger.removeHandler(letters)


def pdfs(
    pages: Iterable[tuple[str, str, int]], cache: Path, tool: Tool, warn: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    """Names and PDFs of pages, which are a name, HTML and a time; those that were made before come from the cache.

    One with letters that no font has is told to `warn`, and made again next time: a font may have come.
    """
    name_of_tool, make = tool
    kept = Files(cache, "pdf", warn)
    for name, html, when in pages:
        key = hashlib.blake2b(f"{name_of_tool}\0{when}\0{html}".encode(), digest_size=16).hexdigest()
        if found := kept.get(f"{key}.pdf"):
            yield name, found
            continue
        made, missing = make(html, when)
        if missing:
            warn(f"{name}: no font here has the letters {missing}. Install one, such as {_FONTS}.")
            yield name, made
        else:
            yield name, kept.put(f"{key}.pdf", made)
    kept.forget_others()
