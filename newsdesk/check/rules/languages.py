"""Rules on languages: codes that are easily confused, and titles without a translation."""

import unicodedata
from collections.abc import Iterator

from babel.core import get_global

from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.load import Loc, value_at
from newsdesk.model import Entry
from newsdesk.model.codes import languages, languages_of, speaks
from newsdesk.problems import Severity


def confused_language(draft: Draft) -> Iterator[Finding]:
    """A language code that equals a country's code is often meant as the country's language."""
    for item in draft.entries:
        for loc, tag in _languages(item.record):
            code = tag.partition("-")[0]
            territory = code.upper()
            spoken = languages_of(territory)
            at_home = {language.partition("-")[0] for language in spoken}
            # Kongo, kg, is spoken far from the country of that code, and often typed for the language there.
            is_far = code == "kg" and not any(speaks(country, code) for country in item.record.countries)
            suspect = territory in item.record.countries or is_far
            if spoken and code not in at_home and suspect:
                yield Finding(
                    item,
                    loc,
                    f'"{tag}" is the language {languages()[code]}.',
                    f'Did you mean "{spoken[0]}"?',
                    Severity.WARNING,
                )


def untranslated(draft: Draft) -> Iterator[Finding]:
    """A title or quotation that is not in English stands beside its translation."""
    for item in draft.entries:
        entry = item.record
        if _foreign(entry.language) and not entry.title_en:
            yield _untranslated(item, ("title",), "The title", "title_en", entry.language)
        for index, source in enumerate(entry.sources):
            if source.quote and _foreign(source.quote.language) and not source.quote.translation:
                yield _untranslated(
                    item, ("sources", index, "quote"), "The quotation", "translation", source.quote.language
                )


def name_language(draft: Draft) -> Iterator[Finding]:
    """An outlet whose name is not in Latin letters says in which language it is: lines are ordered by that."""
    for item in draft.outlets.values():
        name, tag = item.record.name, item.record.name_language
        if not _is_latin(name) and (tag.partition("-")[2] or _script_of(tag)) == "Latn":
            given = "name_language" in (value_at(item.document.data, item.loc) or ())
            yield Finding(
                item,
                ("name_language",) if given else ("name",),
                f'"{name}" is not in the letters of {languages()[tag.partition("-")[0]]}'
                + (", which it is said to be." if given else "."),
                "Write name_language: with its code, such as ar or ru, and name_en: with its name in English.",
            )


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum("LATIN" in unicodedata.name(char, "") for char in letters) * 2 >= len(letters)


def _script_of(tag: str) -> str:
    parts = str(get_global("likely_subtags").get(tag.partition("-")[0], "")).split("_")
    return next((part for part in parts if len(part) == 4), "")


def _foreign(tag: str) -> bool:
    return tag.partition("-")[0] != "en"


def _untranslated(item: Item[Entry], loc: Loc, what: str, field: str, tag: str) -> Finding:
    return Finding(
        item,
        loc,
        f"{what} is in {languages()[tag.partition('-')[0]]} and has no translation.",
        f"Add {field}: {{text: …, by: human}}, or by: machine.",
        Severity.WARNING,
    )


def _languages(entry: Entry) -> Iterator[tuple[Loc, str]]:
    yield ("language",), entry.language
    for index, version in enumerate(entry.versions):
        yield ("versions", index, "language"), version.language
    for index, source in enumerate(entry.sources):
        if source.quote:
            yield ("sources", index, "quote", "language"), source.quote.language


OF_ONE = (confused_language, untranslated, name_language)
