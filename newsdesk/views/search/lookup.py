"""Is an article in the collection? A page where an address is pasted, and what it is looked up in, split by digests."""

import hashlib
import json
from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.evidence.cited.addresses import lookup_key
from newsdesk.model.addresses import entry_path
from newsdesk.views.setting.page import File, Page, opening, render

PATH = "lookup/"
# So many articles are in one file, at most, on average; and so many files there are, at most.
_TOGETHER, _MOST = 40, 4096
# So many characters of a title are shown: one look-up is one file, and has to stay small.
_TITLE = 80


def files(entries: int) -> int:
    """In how many files so many entries are looked up: a power of two."""
    number = 1
    while number * _TOGETHER < entries and number < _MOST:
        number *= 2
    return number


def place(key: str, number: int) -> tuple[int, str]:
    """In which of so many files an address is looked up, by its key, and under which name there."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest[:4], 16) % number, digest[4:16]


def lookup(collection: Collection) -> Iterator[Page]:
    """`/lookup/`: the answer is added by a script; without it the page says so, and leads to search."""
    words = collection.words
    content = render("lookup.html", PATH, collection, files=files(len(collection.entries)))
    about = words("Look up an article by its address, in any of its spellings.")
    yield Page(PATH, "search", words("Is an article here?"), about, content)


def looked_up(collection: Collection) -> Iterator[File]:
    """The files: for each address of an article the pages of its entries, with titles and whether they still stand."""
    number = files(len(collection.entries))
    found: list[dict[str, list[list[str | int]]]] = [{} for _ in range(number)]
    for entry in collection.entries:
        is_withdrawn = bool(entry.corrections) and entry.withdrawn is not None
        line: list[str | int] = [entry_path(entry), opening(entry.title, _TITLE), int(is_withdrawn)]
        addresses = [entry.url, *(version.url for version in entry.versions)]
        for key in dict.fromkeys(lookup_key(address) for address in addresses if address):
            at, name = place(key, number)
            found[at].setdefault(name, []).append(line)
    for at, held in enumerate(found):
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        yield File(f"{PATH}{at:x}.json", f"{text}\n")
