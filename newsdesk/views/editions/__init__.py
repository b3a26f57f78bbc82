"""Editions of a digest: a week of the collection comes in, e-mail, plain text, Markdown and paper go out."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model.addresses import week_path
from newsdesk.views.editions.contents import gather
from newsdesk.views.editions.formats import as_markdown, as_notes, as_print, as_text
from newsdesk.views.editions.mail import message
from newsdesk.views.setting.page import File, Part


def editions(collection: Collection) -> Iterator[Part]:
    """Of every week that has entries, at `/2022/w42/`: `digest.md`, `digest.txt` and `digest.eml`."""
    return (Part(_edition, (week,)) for week, entries in collection.by_week.items() if entries)


def _edition(collection: Collection, week: str) -> Iterator[File]:
    path = week_path(week)
    edition = gather(collection, week)
    text = as_text(collection, edition)
    yield File(f"{path}digest.md", as_markdown(collection, edition))
    yield File(f"{path}digest.txt", text)
    yield File(f"{path}digest.eml", message(collection, edition, text))


def paper(collection: Collection) -> Iterator[tuple[str, str, int]]:
    """Each digest that becomes a PDF: the name of the file, its HTML, and when it is dated in seconds since 1970."""
    for week in collection.digests:
        if collection.has_pdf(week):
            edition = gather(collection, week)
            yield f"{week_path(week)}digest.pdf", as_print(collection, edition), int(edition.dated.timestamp())


def edition_links(collection: Collection, week: str) -> list[tuple[str, str]]:
    """What the page of a digest offers: the format in a word, and its address below the site."""
    words = collection.words
    if not collection.by_week[week]:
        return []
    names = {words("e-mail"): "eml", words.pgettext("a format", "text"): "txt", "Markdown": "md"}
    if collection.has_pdf(week):
        names["PDF"] = "pdf"
    return [(label, f"{week_path(week)}digest.{ending}") for label, ending in names.items()]


def markdown(collection: Collection, week: str) -> str:
    """A digest in Markdown, complete: it is what is kept when the week is closed."""
    return as_markdown(collection, gather(collection, week))


def plain(collection: Collection, week: str) -> str:
    """A digest in plain text, in lines of 68 columns unless an address is longer."""
    return as_text(collection, gather(collection, week))


def email(collection: Collection, week: str) -> str:
    """A digest as an e-mail (RFC 5322) of less than 100 kB."""
    edition = gather(collection, week)
    return message(collection, edition, as_text(collection, edition))


def printed(collection: Collection, week: str) -> str:
    """A digest as a page of HTML that stands alone, for paper: A4, its styles inside."""
    return as_print(collection, gather(collection, week))


def release_notes(collection: Collection, week: str, number: int, names: list[str]) -> str:
    """What is said of an edition that went out, beside the files called `names`, in Markdown."""
    return as_notes(collection, gather(collection, week), number, names)
