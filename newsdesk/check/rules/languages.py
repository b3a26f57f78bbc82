"""Rules on languages: codes that are easily confused, and titles without a translation."""

from collections.abc import Iterable, Iterator

from babel.core import get_global

from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.check.prose.scripts import is_mostly_in
from newsdesk.load import Loc, value_at
from newsdesk.model import Entry
from newsdesk.model.codes import languages, languages_of, speaks
from newsdesk.model.naming import is_latin
from newsdesk.problems import Severity


def confused_language(draft: Draft) -> Iterator[Finding]:
    """A language code that equals a country's code is often meant as the country's language.

    Nothing is said where the letters of the text are those of the language alone, or its outlet publishes in it.
    """
    for item in draft.mentioning():
        for loc, tag, likely in item.keys.get("slips", ()):
            outlet = draft.outlets.get(item.keys["outlet"])
            if outlet and tag in outlet.keys["languages"]:
                continue
            name = languages()[tag]
            yield Finding(
                item,
                tuple(loc),
                f'"{tag}" is the language {name}.',
                f'Did you mean "{likely}"? If it is {name}, list it among the languages of the outlet, or write'
                f' "{with_script(tag)}".',
                Severity.WARNING,
            )


def slips(entry: Entry) -> list[tuple[Loc, str, str]]:
    """Languages whose code may be meant as that of a country: the place, the code, and the language of the country.

    A tag that names its script too was written on purpose.
    """
    found = []
    for loc, tag, text in _languages(entry):
        territory = tag.upper()
        spoken = languages_of(territory)
        at_home = {language.partition("-")[0] for language in spoken}
        # Kongo, kg, is spoken far from the country of that code, and often typed for the language there.
        is_far = tag == "kg" and not any(speaks(country, tag) for country in entry.countries)
        is_near = territory in entry.countries and not _tells(text, tag, spoken)
        if spoken and tag not in at_home and (is_far or is_near):
            found.append((loc, tag, spoken[0]))
    return found


def _tells(text: str, tag: str, others: Iterable[str]) -> bool:
    """Whether the letters of a text are those of a language, and of none of the others."""
    return bool(text) and is_mostly_in(text, tag) and not any(is_mostly_in(text, other) for other in others)


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
        if not is_latin(name, mostly=True) and (tag.partition("-")[2] or _script_of(tag)) == "Latn":
            given = "name_language" in (value_at(item.document.data, item.loc) or ())
            yield Finding(
                item,
                ("name_language",) if given else ("name",),
                f'"{name}" is not in the letters of {languages()[tag.partition("-")[0]]}'
                + (", which it is said to be." if given else "."),
                "Write name_language: with its code, such as ar or ru, and name_en: with its name in English.",
            )


def _script_of(tag: str) -> str:
    parts = str(get_global("likely_subtags").get(tag.partition("-")[0], "")).split("_")
    return next((part for part in parts if len(part) == 4), "")


def with_script(tag: str) -> str:
    """The tag of a language with the script that it is likely written in, such as ar-Arab."""
    return f"{tag}-{script}" if (script := _script_of(tag)) else tag


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


def _languages(entry: Entry) -> Iterator[tuple[Loc, str, str]]:
    """The languages that an entry names: the place, the tag, and the text that is in it, "" where it is not here."""
    yield ("language",), entry.language, entry.title
    for index, version in enumerate(entry.versions):
        yield ("versions", index, "language"), version.language, ""
    for index, source in enumerate(entry.sources):
        if source.quote:
            yield ("sources", index, "quote", "language"), source.quote.language, source.quote.text


OF_ONE = (untranslated, name_language)
RULES = (confused_language,)
