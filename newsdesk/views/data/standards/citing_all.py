"""How the collection as a whole is cited, under which licence, and which version of the data this is.

The version is the day of the newest edition: the same collection has the same one, whenever it is built.
"""

from datetime import date

from newsdesk.collection import Collection
from newsdesk.views.data.citations import latex
from newsdesk.views.data.published import dumped, web
from newsdesk.views.setting.page import LICENCE, LICENCE_URL

SCOPE = "Entries, registers and digests; titles, names and quotations remain their owners'."
"""What the licence covers."""
FILES = (
    ("README.txt", "text/plain", "What this is, its licence, how to cite it, and which version it is"),
    ("CITATION.cff", "application/yaml", "How to cite the collection, as Citation File Format"),
    ("citation.bib", "application/x-bibtex", "How to cite the collection, as BibTeX"),
)
"""Files beside the data: name, media type, and what is in them."""


def edition_day(collection: Collection) -> date | None:
    """The day of the newest edition; before the first one that of the newest entry, and None without any."""
    days = [edition.date for digest in collection.digests.values() for edition in digest.editions]
    return max(days or [entry.updated for entry in collection.by_heart.entries], default=None)


def version_of(collection: Collection) -> str:
    """The version of the data: the day of the newest edition, 2026-11-30."""
    day = edition_day(collection)
    return day.isoformat() if day else "0"


def semantic(collection: Collection) -> str:
    """The same in the form of semantic versions: 2026.11.30."""
    day = edition_day(collection)
    return f"{day.year}.{day.month}.{day.day}" if day else "0.0.0"


def publisher_of(collection: Collection) -> str:
    """Who is cited as the author: the publisher where the settings name one, and else the site."""
    publisher = collection.settings.extra.about.publisher
    return publisher.text if publisher.said and publisher.text else collection.settings.site_name


def title_of(collection: Collection) -> str:
    """What the data is cited as."""
    return f"{collection.settings.site_name}: the collection as open data"


def cited_as(collection: Collection) -> str:
    """The reference in a line."""
    day, address = edition_day(collection), web(collection, "data/")
    year = f" ({day.year})" if day else ""
    where = f" {address}" if address else ""
    return (
        f"{publisher_of(collection)}{year}: {title_of(collection)}. Data set, version of {version_of(collection)}."
        f" {LICENCE}.{where}"
    )


def files(collection: Collection) -> dict[str, str]:
    """The FILES by their names."""
    return {"README.txt": _readme(collection), "CITATION.cff": _cff(collection), "citation.bib": _bib(collection)}


def _readme(collection: Collection) -> str:
    site, address = collection.settings.site_name, web(collection, "data/")
    lines = [
        title_of(collection),
        f"Version of the data: {version_of(collection)}, the day of the newest edition. datapackage.json has the same",
        "version, the size and hash of each file here, and as `digest` one hash of all of them.",
        *([f"Address: {address}"] if address else []),
        "",
        f"Licence: {LICENCE}, {LICENCE_URL}",
        SCOPE,
        "It holds for every file here and below /api/v1/, also for those whose format has no place for a licence.",
        "",
        "Cite it as:",
        cited_as(collection),
        "CITATION.cff and citation.bib say the same for programs.",
        "",
        "Show the `notices` of a record before anything else of it. datapackage.json says what each column holds.",
        f"{site} says on its page Open data what the fields mean.",
    ]
    return "\n".join(lines) + "\n"


def _cff(collection: Collection) -> str:
    day, address = edition_day(collection), web(collection, "data/")
    rows = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "Please cite the data as here.",
        "title": title_of(collection),
        "abstract": collection.settings.site_description or None,
        "version": version_of(collection),
        "date-released": day and day.isoformat(),
        "license": LICENCE,
        "url": address,
    }
    # Texts in quotation marks of JSON are texts of YAML.
    lines = [f"{name}: {dumped(value)}" for name, value in rows.items() if value]
    return "\n".join([*lines, "authors:", f"  - name: {dumped(publisher_of(collection))}"]) + "\n"


def _bib(collection: Collection) -> str:
    day, address = edition_day(collection), web(collection, "data/")
    fields = {
        "author": f"{{{latex(publisher_of(collection))}}}",
        "title": f"{{{latex(title_of(collection))}}}",
        "year": str(day.year) if day else None,
        "date": day and day.isoformat(),
        "version": version_of(collection),
        "note": f"{LICENCE}, {LICENCE_URL}",
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@dataset{collection,\n" + ",\n".join(lines) + "\n}\n"
