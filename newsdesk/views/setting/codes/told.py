"""What a correction says stood there, as a reader reads it: codes and ids come in, words and names go out."""

import re
from collections.abc import Iterator

from newsdesk.check.prose import without_marks
from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Edtf
from newsdesk.model.codes import jurisdictions, languages
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_date, say_week, with_days
from newsdesk.views.setting.naming import called, in_english, translated
from newsdesk.views.setting.terms import known_terms

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
# More than a day, which stands in prose as well.
_DATE = re.compile(r"[12]\d{3}-\d\d(?:-\d\d)?~?(?:/[12]\d{3}-\d\d(?:-\d\d)?~?)?")
_WEEK = re.compile(r"[12]\d{3}-W\d\d")


def told(collection: Collection, text: str) -> str:
    """What stood or stands in a field: a value that is a code or an id in the words that pages have for it.

    Values stand one behind the other, lists within them too: `CN; UZ`, `ru, kk`. A sentence keeps its words, and its
    days are said as in prose. What stood at several places is told place by place.
    """
    return " … ".join("; ".join(_value(collection, value) for value in place.split("; ")) for place in at_places(text))


def at_places(text: str) -> list[str]:
    """What a correction says of each of several places, which stand one behind the other with an ellipsis between."""
    return text.strip().split(" … ")


def _value(collection: Collection, value: str) -> str:
    said = []
    for part in value.split(", "):
        # No code and no id has a space: most of what was corrected are sentences, of which nothing else is asked.
        found = "" if " " in part else next(filter(None, _ways(collection, part)), "")
        if not found:
            return with_days(collection.words, without_marks(value))
        said.append(found)
    return ", ".join(said)


def _ways(collection: Collection, value: str) -> Iterator[str]:
    words = collection.words
    yield _terms(words).get(value, "")
    if value in jurisdictions() or value in words.countries:
        yield country_name(words, value)
    if _LANGUAGE.fullmatch(value) and value.split("-")[0] in languages() and _is_meant(collection, value):
        yield language_name(words, value)
    if _WEEK.fullmatch(value):
        yield say_week(words, value)
    if _DATE.fullmatch(value):
        yield _date(words, value)
    yield _record(collection, value)


def _is_meant(collection: Collection, tag: str) -> bool:
    """Whether a short word is a language, and not a word: of this collection, or with its letters or its region."""
    return "-" in tag or tag in collection.by_language


def _date(words: Words, value: str) -> str:
    try:
        return say_date(words, Edtf.of(value))
    except ValueError:
        return ""


def _record(collection: Collection, name: str) -> str:
    """What an id names: an article by its title, a record by its name."""
    if entry := collection.by_id.get(name):
        return translated(collection.words, in_english(collection.words, entry)).removesuffix(".") or f"“{entry.title}”"
    if story := collection.stories.get(name):
        return f"“{story.title}”"
    if outlet := collection.outlets.get(name):
        return called(collection.words, outlet)[0]
    person = collection.people.get(name)
    known = (person if person and person.public else None) or collection.places.get(name) or collection.topics.get(name)
    return known.name if known else ""


@kept
def _terms(words: Words) -> dict[str, str]:
    """The words of all terms. Of one that stands in two vocabularies, that of the first."""
    said = {
        "true": words.pgettext("a corrected value", "yes"),
        "false": words.pgettext("a corrected value", "no"),
        "null": words.pgettext("a corrected value", "nothing"),
        "referenced": words.pgettext("a corrected value", "with a reference"),
        "own-page": words.pgettext("a corrected value", "by its own page or address"),
        "unreferenced": words.pgettext("a corrected value", "not yet checked"),
        "unknown": words.pgettext("a corrected value", "not known"),
        "does-not-say": words.pgettext("a corrected value", "does not say it"),
        "first-hand": words.pgettext("a corrected value", "at first hand"),
        "supports": words.pgettext("a corrected value", "carries the statement"),
        "disputes": words.pgettext("a corrected value", "says otherwise"),
        "repeats": words.pgettext("a corrected value", "passes it on"),
        "person": words.pgettext("a corrected value", "person"),
        "organisation": words.pgettext("a corrected value", "organisation"),
        "suspicion": words.pgettext("a corrected value", "suspicion"),
        "detention": words.pgettext("a corrected value", "detention"),
        "charge": words.pgettext("a corrected value", "charge"),
        "trial": words.pgettext("a corrected value", "trial"),
        "label": words.pgettext("a corrected value", "entry in a register"),
        "conviction": words.pgettext("a corrected value", "conviction"),
        "acquittal": words.pgettext("a corrected value", "acquittal"),
        "dropped": words.pgettext("a corrected value", "proceedings dropped"),
        "released": words.pgettext("a corrected value", "release"),
        "pardoned": words.pgettext("a corrected value", "pardon"),
    }
    return {**known_terms(words), **said}
