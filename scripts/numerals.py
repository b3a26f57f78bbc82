# /// script
# requires-python = ">=3.11"
# dependencies = ["unicode-rbnf==2.4.1", "num2words2==1.0.20", "PyYAML==6.0.4", "pymorphy3==2.0.6",
#   "pymorphy3-dicts-uk==2.4.1.1.1663094765"]
# ///
"""Makes newsdesk/data/numerals/: what each number is called in a language, in every case and gender.

`uv run scripts/numerals.py`. The words come from the rules of CLDR, for languages without rules from num2words2;
none is written by hand. Only the words of which all others are made are kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from num2words2 import num2words
from pymorphy3 import MorphAnalyzer
from unicode_rbnf import RbnfEngine
from unicode_rbnf.engine import NoRuleForNumberError

FOLDER = Path(__file__).resolve().parent.parent / "newsdesk" / "data" / "numerals"
SCALES = [100, 1000, 10**6, 10**9, 10**12]
INDIAN = [10**5, 10**7]
SINGLE = [*range(100), *range(200, 1000, 100)]
INFLECTED = ["ru", "uk"]
OTHERS = ["bn", "fi", "mn", "ps", "tg", "tk", "tt", "ur", "uz"]
INDIA = ["bn", "gu", "hi", "ne", "ta", "te", "ur"]
NOT = {"und", "root", "zh", "zh_Hant", "yue", "yue_Hans", "ja", "ko", "ccp", "chr", "lrc"}


def script(text: str) -> str:
    """The script of its first letter."""
    return next((unicodedata.name(char).split()[0] for char in text if char.isalpha()), "")


def said(code: str, number: int, kind: str) -> set[str]:
    """Everything that a number is called."""
    found: set[str] = set()
    if code not in OTHERS:
        engine = RbnfEngine.for_language(code)
        try:
            spelt = engine.format_number(number).text_by_ruleset
        except NoRuleForNumberError:
            spelt = {}
        found.update(text for name, text in spelt.items() if kind in name)
    try:
        spelt = num2words(number, lang=code, to="ordinal" if kind == "ordinal" else "cardinal")
        # In other letters than the language is written in, it is of no use.
        if not found or script(spelt) == script(next(iter(found))):
            found.add(spelt)
    except (NotImplementedError, OverflowError, ValueError, TypeError):
        pass
    return {text.replace("\u00ad", "").replace("’", "'").lower() for text in found if not re.search(r"\d", text)}


def parts(text: str) -> list[str]:
    """Its words; a hyphen joins two numbers."""
    return re.split(r"[\s‐-―-]+", text)


def cardinals(code: str) -> dict[str, int]:
    """Each word with its number; of longer ones the word that is new in them."""
    known: dict[str, int] = {}
    for number in SINGLE:
        for text in sorted(said(code, number, "cardinal") | said(code, number, "numbering")):
            words = parts(text)
            if len(words) == 1:
                known.setdefault(words[0], number)
    for number in SCALES + (INDIAN if code in INDIA else []):
        for factor in (1, 2, 3, 5):
            for text in sorted(said(code, factor * number, "cardinal")):
                new = [word for word in parts(text) if word not in known]
                if len(new) == 1 and (len(parts(text)) > 1 or factor == 1):
                    known[new[0]] = number
                elif len(new) == 1:
                    known[new[0]] = factor * number
    return known


def ordinals(code: str, known: dict[str, int]) -> Iterator[tuple[str, int]]:
    """The words for places in a row up to the twentieth, and of the tens."""
    for number in [*range(1, 21), *range(30, 100, 10), 100, 1000]:
        for text in sorted(said(code, number, "ordinal")):
            words = parts(text)
            if len(words) == 1 and words[0] not in known:
                yield from ((form, number) for form in in_every_case(words[0], code) if form not in known)


@cache
def _forms_of(code: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=code)


def in_every_case(word: str, code: str) -> list[str]:
    """A word in every case and gender where its language has a dictionary of forms: пятый, пятая, пятого."""
    if code not in INFLECTED:
        return [word]
    bare = word.replace("ё", "е")
    told = (one for one in _forms_of(code).parse(word) if "ADJF" in one.tag)
    read = next((one for one in told if one.normal_form.replace("ё", "е") == bare), None)
    return list(dict.fromkeys([word, *(form.word for form in read.lexeme)])) if read else [word]


def main() -> None:
    """Writes a file for each language."""
    FOLDER.mkdir(exist_ok=True)
    codes = set(RbnfEngine.get_supported_languages())
    for code in sorted({code for code in codes if "_" not in code and code not in NOT} | set(OTHERS)):
        known = cardinals(code)
        if len(known) < 20:
            print(f"{code}: left out, {len(known)} words")
            continue
        origin = "num2words2" if code in OTHERS else "the rules of CLDR"
        text = yaml.safe_dump(
            {"cardinals": known, "ordinals": dict(ordinals(code, known))},
            allow_unicode=True, sort_keys=False, default_flow_style=None, width=118,
        )  # fmt: skip
        (FOLDER / f"{code}.yaml").write_text(
            f"# Made by scripts/numerals.py from {origin}, never by hand.\n{text}", "utf-8"
        )


if __name__ == "__main__":
    main()
