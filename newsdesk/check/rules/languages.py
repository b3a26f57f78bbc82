"""Rules on languages: codes that are easily confused, and titles without a translation."""

from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.load import Loc
from newsdesk.model import Entry
from newsdesk.model.codes import languages, languages_of
from newsdesk.problems import Severity


def confused_language(draft: Draft) -> Iterator[Finding]:
    """A language code that equals a country's code is often meant as the country's language."""
    for item in draft.entries:
        for loc, tag in _languages(item.record):
            code = tag.partition("-")[0]
            territory = code.upper()
            spoken = languages_of(territory)
            at_home = {language.partition("-")[0] for language in spoken}
            # kg is Kongo, which is spoken far from where people type it for Kyrgyz.
            suspect = territory in item.record.countries or code == "kg"
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


RULES = (confused_language, untranslated)
