"""Where a name of a sentence stands on a page: by its register, by sound, by its letters, and translated in part."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise, takewhile

from babel.core import get_global
from babel.languages import get_official_languages

from newsdesk.evidence.support.matching import clippings, initials
from newsdesk.evidence.support.named.bodies import in_words, is_body_name, is_not_there, may_be_short
from newsdesk.evidence.support.named.han import in_han
from newsdesk.evidence.support.named.palladius import is_spelt_so
from newsdesk.evidence.support.named.translated import is_related, is_translated, says_nothing_like
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import function_words, is_han, is_ordinary, places_of
from newsdesk.evidence.support.reading.lexemes import HAN, Lexeme, is_cased
from newsdesk.evidence.support.reading.names import Name, Names, begins_sentence
from newsdesk.evidence.support.reading.numerals import endings_of, fold, locale_of
from newsdesk.evidence.support.reading.sounds import begins_alike, consonants, in_arabic, is_bare_with, sounds_like
from newsdesk.evidence.support.text import Text, cognate
from newsdesk.evidence.words import words

Span = tuple[int, int]
_HAN = re.compile(f"[{HAN}]")
_DOT = re.compile("[·・•]")


def name_spans(name: Name, source: Text, page: Page, names: Names) -> tuple[list[Span], bool]:
    """Where a name stands on a page; and whether it could not: an ordinary name that other languages translate."""
    spans = [(one.start, one.end) for one in page.names(names) if name.id and one.id == name.id]
    if spans:
        return spans, False
    told = [name.words]
    if name.id:
        told += [tuple(words(text)) for text, _ in names.spellings(name.id) if not _HAN.search(text)]
        own = [text for text, _ in names.spellings(name.id) if _HAN.search(text)]
        if own and is_han(page.code):
            return [match.span() for text in own for match in re.finditer(re.escape(text), page.text)], False
        written = [tuple(words(text)) for text, tag in names.spellings(name.id) if tag.partition("-")[0] == page.code]
        if written and not name.person and not names.is_place(name.id):
            told = written  # a body that the register has in the language of the page
    if len(name.words) > 2 and not name.id and begins_sentence(source.text, name):
        told.append(name.words[1:])  # Исследовательница Шэнь Цзяи
    if name.id.startswith("geo:"):
        told += [tuple(text.split()) for text, place in places_of(page.code).items() if place == name.id]
    for parts in told:
        if found := list(_by_sound(parts, page)):
            return found, False
    for parts in told:
        # Ba Wazir and Bawazir; Nur-Muhammad and Nurmuhammad.
        if (
            len(parts) > 1
            and not is_han(page.code)
            and (
                found := [
                    span
                    for span in _by_sound((*parts[:-2], "".join(parts[-2:])), page)
                    if _is_as_long(parts, span, page)
                ]
            )
        ):
            return found, False
    if source.code != page.code and not name.person:
        # Marvarid Bank, Upper Sharshara: what is translated is left out.
        kept = tuple(word for word in name.words if not is_ordinary(word, source.code))
        if kept and len(kept) < len(name.words) and (found := list(_by_sound(kept, page))):
            return found, False
        if len(name.words) == 1 and (found := list(_in_small(name.words[0], page))):
            return found, False
        if len(name.words) == 1 and _has_article(name, source) and (found := list(_by_beginning(name.words[0], page))):
            return found, False
    if len(name.words) > 1 and not name.id and (found := list(_beginning(name.words, page))):
        return found, False
    if not name.id and source.code == page.code and (found := list(initials(name, page)) or clippings(name, page)):
        return found, False
    if names.is_place(name.id) and (found := list(_of_people(name, page, names))):
        return found, False
    if not name.id and not name.person and is_body_name(name, source):
        if found := in_words(name, source, page):
            return found, False
        if is_translated(name, source, page) or source.code == page.code:
            is_absent = is_not_there(name, source, page) or says_nothing_like(name, source, page)
            return [], may_be_short(name, page) or not is_absent
    if not name.id and is_related(name, source, page):
        return [], True
    return [], not name.id and is_translated(name, source, page) and not says_nothing_like(name, source, page)


def alone(spans: Sequence[Span], name: Name, page: Page) -> Iterator[Span]:
    """Where the last word of a name that a page has in full stands alone, in scripts without capitals: شحاتة."""
    if not name.person or is_cased(page.text) or is_han(page.code):
        return
    by_place = page.order
    for start, end in spans:
        here = [one for one in page.lexemes[by_place.get(start, 0) :][:4] if one.start < end]
        if len(here) < 2 or len(here[-1].text) < _SURNAME:
            continue
        for lexeme in page.capitals.get(here[-1].text, ()):
            if lexeme.start != here[-1].start:
                yield lexeme.start, lexeme.end


_SURNAME, _PARTICLE = 4, 4


def _is_as_long(parts: Sequence[str], span: Span, page: Page) -> bool:
    """Whether a place has about as many sounds as a name that was written as one word: half of it is another name."""
    mine, theirs = (len(consonants(fold(text.replace(" ", "")))) for text in ("".join(parts), page.text[slice(*span)]))
    if page.code == "ar":
        return in_arabic("".join(parts)) == in_arabic(fold(page.text[slice(*span)].replace(" ", "")))
    return theirs >= mine - 1


def is_own_country(name: Name, page: Page, names: Names) -> bool:
    """Whether a name is that of the country in whose language a page is written: at home nobody needs to say it."""
    if not names.is_place(name.id):
        return False
    territory = str(get_global("likely_subtags").get(page.code, "")).rpartition("_")[2]
    told = {places_of(language.partition("-")[0]).get(fold(text)) for text, language in names.spellings(name.id)}
    return bool(territory) and f"geo:{territory}" in told | {name.id}


def _of_people(name: Name, page: Page, names: Names) -> Iterator[Span]:
    """A country by the word that is made of its name: кыргызстандык, казахстанские, таджикский."""
    told = [text for text, _ in names.spellings(name.id)]
    told += [text for text, place in places_of(page.code).items() if place == name.id]
    places = {places_of(language.partition("-")[0]).get(fold(text)) for text, language in names.spellings(name.id)}
    told += [text for text, place in places_of(page.code).items() if place in places - {None}]
    yield from _by_language(places | {name.id}, page)
    for country in {fold(text) for text in told if len(text.split()) == 1 and not _HAN.search(text)}:
        bare = _STAN.sub("", country)
        begins = (country, bare) if len(bare) >= 4 else (country,)
        yield from ((one.start, one.end) for one in page.lexemes if one.kind == "w" and one.text.startswith(begins))


def _by_language(places: Set[str | None], page: Page) -> Iterator[Span]:
    """A country by the name of its language, which its people have too: Sweden, Swedish, шведский."""
    locale = locale_of(page.code)
    for place in places:
        territory = (place or "").removeprefix("geo:")
        for language in get_official_languages(territory) if len(territory) == 2 and locale else ():
            home = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
            told = fold(str(locale.languages.get(language, ""))) if locale else ""
            if home != territory or len(told) < 4 or " " in told:
                continue
            begin = told[: max(4, len(told) - 3)]
            yield from ((one.start, one.end) for one in page.lexemes if one.kind == "w" and one.text.startswith(begin))


_STAN = re.compile(r"(?:i?stan|[иы]?стан|[иы]?стон|iston|ия|ia|а|a)$")


_ARTICLE = re.compile(r"\b[Tt]he\s+(?:[\w-]+\s+)?\Z")


def _has_article(name: Name, source: Text) -> bool:
    """Whether an article says that a name is nobody's: the 2028 Olympics."""
    return source.code == "en" and bool(_ARTICLE.search(source.text, max(0, name.start - 20), name.start))


def _by_beginning(word: str, page: Page) -> Iterator[Span]:
    """A word that languages share by its beginning: Olympics, Olimpiada."""
    sought = cognate(word)
    for shown, lexemes in page.capitals.items():
        if sought and cognate(shown) == sought:
            yield from ((one.start, one.end) for one in lexemes)


def _in_small(word: str, page: Page) -> Iterator[Span]:
    """A people or language that others write without a capital: Karakalpak, qoraqalpoq."""
    sought = consonants(word)
    if len(sought) >= 4 and not is_han(page.code):
        for one in page.lexemes:
            if one.kind == "w" and consonants(one.text)[: len(sought)] == sought and sounds_like(word, one.text):
                yield one.start, one.end


def _by_sound(parts: Sequence[str], page: Page) -> Iterator[Span]:
    if is_han(page.code):
        yield from in_han(parts, page)
        return
    *given, last = parts
    given = [word for word in given if word not in ("al", "аль", "эль", "el", "ibn", "бин", "bin")]
    arabic = page.code in ("ar", "fa", "ps", "ur", "ug", "ckb") and not is_cased(page.text)
    alike = _like_arabic if arabic else sounds_like
    if arabic and given:
        alike = _like_arabic_short
    for shown, lexemes in page.capitals.items():
        # In Turkish and Azerbaijani c is the sound that others write j or dzh.
        word = shown.replace("c", "j") if page.code in ("tr", "az") else shown
        short = len(last) < 5 and not arabic and is_bare_with(last, word, endings_of(page.code))
        if not short and not alike(last, word) and not (last.isascii() and is_spelt_so(last, word)):
            continue
        for lexeme in lexemes:
            if not given:
                yield lexeme.start, lexeme.end
                continue
            near = [one for one in _neighbours(lexeme, page) if not _is_little(one, page)]
            hits = [one for one in near if any(_is_given(word, one.text, alike) for word in given)]
            # Abdulaziz, عبد العزيز
            hits += [
                one
                for one, two in pairwise(near)
                if not hits and any(len(word) > 5 and alike(word, one.text + two.text) for word in given)
            ]
            if hits:
                yield min(lexeme.start, hits[0].start), max(lexeme.end, hits[-1].end)


def _is_little(lexeme: Lexeme, page: Page) -> bool:
    """Whether a word has no capital where names have one: в Каргинске; or is no name, as علي is: على."""
    if page.code == "ar" and lexeme.text in function_words("ar") and page.text[lexeme.end - 1] == "ى":
        return True
    return is_cased(page.text) and not page.text[lexeme.start].isupper()


def _is_given(word: str, other: str, alike: Callable[[str, str], bool]) -> bool:
    """Whether two given names are one: by sound, by the first letter, or short ones by their consonants alone."""
    if _initial(word, other) or alike(word, other) or (word.isascii() and is_spelt_so(word, other)):
        return True
    same = consonants(word)
    return len(same) > 0 and same == consonants(other) and abs(len(word) - len(other)) <= 2


def _beginning(parts: Sequence[str], page: Page) -> Iterator[Span]:
    """A name of which only the first word has a capital: «Новый путь»."""
    for word, lexemes in page.capitals.items():
        if not sounds_like(parts[0], word):
            continue
        for lexeme in lexemes:
            at = page.order[lexeme.start]
            here = page.lexemes[at : at + len(parts)]
            if len(here) == len(parts) and all(
                one.kind == "w" and sounds_like(part, one.text) for part, one in zip(parts, here, strict=True)
            ):
                yield here[0].start, here[-1].end


_INITIALS = ("eij", "khg", "CsSz", "jz", "vu", "ua", "oa")
"""First letters that orthographies write one for another: Yerzhan and Ержан."""


def _initial(word: str, other: str) -> bool:
    """Whether one of two given names is the first letter of the other."""
    if len(word) > 2 and len(other) > 1:
        return False
    if len(word) > 2:
        word, other = other, word
    from newsdesk.evidence.support.reading.sounds import latin

    one, two = latin(word), latin(other)
    return bool(one and two) and (one[0] == two[0] or any(one[0] in same and two[0] in same for same in _INITIALS))


def _neighbours(lexeme: Lexeme, page: Page) -> list[Lexeme]:
    """The words within two of a word: of a name, both may stand first, and a patronymic between.

    Where names have capitals, a small word of some length parts two of them: «Умер переводчик Аркадий Зельманович».
    """
    at = page.order[lexeme.start]
    before = [one for one in page.lexemes[max(0, at - 3) : at][::-1] if one.kind == "w"]
    behind = [one for one in page.lexemes[at + 1 : at + 3] if one.kind == "w"]
    if is_cased(page.text):
        before, behind = (list(takewhile(lambda one: not _parts(one, page), side)) for side in (before, behind))
    return [*before[::-1], *behind]


def _parts(lexeme: Lexeme, page: Page) -> bool:
    return lexeme.end - lexeme.start > _PARTICLE and not page.text[lexeme.start].isupper()


def _like_arabic(word: str, other: str) -> bool:
    one, two = in_arabic(word), in_arabic(other)
    if one == two:
        return len(one) > 1 or (len(one) == 1 and begins_alike(word, other))
    if len(one) >= 2 and one.replace("f", "") == two.replace("f", "") and len(one) + len(two) > 4:
        return True
    for before in ("و", "ب", "ل", "ف", "وال", "بال", "لل"):
        if (
            other.startswith(before)
            and len(other) > len(before) + 2
            and in_arabic(other[len(before) :]) == one
            and len(one) > 1
        ):
            return True
    short, long = sorted((one, two), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) <= 1


def _like_arabic_short(word: str, other: str) -> bool:
    """The same for names of which others say more: with a v for و, or hardly a consonant left: al-Sawi, الصاوي."""
    if _like_arabic(word, other):
        return True
    one, two = in_arabic(word).replace("f", ""), in_arabic(other).replace("f", "")
    return one == two and len(one) > 0
