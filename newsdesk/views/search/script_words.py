"""The words that a script says, handed to it in its page: the script itself is the same in all languages."""

import json

from markupsafe import Markup

from newsdesk.interface import ENGLISH, Words

# What the scripts of search say, as they say it; a test compares. A pair is a text that goes with a number.
SEARCH: tuple[str | tuple[str, str], ...] = (
    "(story)",
    "(outlet)",
    "(person or body)",
    "Page",
    "Pages that speak of it",
    "“{words}”",
    "Close words",
    "Close words for “{words}”",
    "Without what is missing",
    "Without quotation marks",
    "Each of them alone",
    "No entry holds {words}.",
    "No entry holds all of “{words}”.",
    "No entry for “{words}” with these filters: {filters}",
    "Try another spelling, or the first four letters of a word or more.",
    ("{number} entry for “{words}”", "{number} entries for “{words}”"),
    "Type a word to search for; to browse, use the lists of digests, outlets or topics.",
    "Searching …",
    "Search: {words}",
    "{found}, with these filters: {filters}",
    "machine translation",
    "From the context note:",
    ("No entry, but {number} page for “{words}”", "No entry, but {number} pages for “{words}”"),
    "The search index could not be loaded. Reload the page to try again.",
)


def search_words(words: Words) -> Markup:
    """JSON for search.js: texts by their English, those with a number by the plural category of CLDR; "" in English."""
    if words.tag == ENGLISH:
        return Markup("")
    said: dict[str, str | dict[str, str]] = {}
    for text in SEARCH:
        if isinstance(text, str):
            said[text] = words(text)
        else:
            said[text[0]] = _forms(words, *text)
    # `<` could end the element that holds it.
    return Markup(json.dumps(said, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"))


def _forms(words: Words, one: str, many: str) -> dict[str, str]:
    forms = words.forms(one, many) or (one, many)
    category = words.locale.plural_form
    # Beyond a hundred and twenty no language has a form of its own for a whole number that a page counts.
    return {category(number): forms[min(words.plural(number), len(forms) - 1)] for number in range(120)}
