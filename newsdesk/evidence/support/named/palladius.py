"""Chinese names in Cyrillic letters, by the rules of Palladius, as pinyin: Сунь Вэйлань, sunweilan."""

from functools import cache, lru_cache

# What a syllable begins and ends with; before и, ю, я and е the letters ц and с are read as j, q and x.
_FIRST = "чж:zh цз:z б:b п:p м:m ф:f д:d т:t н:n л:l г:g к:k х:h ц:c ч:ch ш:sh ж:r с:s в:w".split()
_SOFT = {"z": "j", "c": "q", "s": "x"}
_LAST = (
    "уань:uan уан:uang уай:uai унь:un уэй:ui уй:ui ун:ong уа:ua у:u юань:uan юань:yuan юнь:un юн:iong юэ:ue юй:u ю:iu"
    " янь:ian ян:iang яо:iao я:ia инь:in ин:ing и:i е:ie ань:an ан:ang ай:ai ао:ao а:a энь:en эн:eng эй:ei э:e оу:ou"
    " ой:ui о:uo ы:i"
).split()
_ALONE = (
    "юань:yuan юнь:yun юн:yong юэ:yue юй:yu ю:you янь:yan ян:yang яо:yao я:ya инь:yin ин:ying и:yi е:ye у:wu эр:er"
    " ань:an ан:ang ай:ai ао:ao а:a энь:en э:e оу:ou о:o"
).split()
_LIPS = frozenset("b p m f w".split())
_ENDING, _LONGEST, _SHORT = 3, 6, 4
"""So many letters the ending of a case has, a syllable, and a name that is compared so."""


@cache
def _syllables() -> dict[str, str]:
    found: dict[str, str] = {}
    for first in _FIRST:
        letters, begin = first.split(":")
        for last in _LAST:
            written, end = last.split(":")
            soft = begin in _SOFT and written[0] in "июяе"
            told = (_SOFT[begin] if soft else begin) + ("o" if end == "uo" and begin in _LIPS else end)
            found.setdefault(letters + written, told)
    for alone in _ALONE:
        written, said = alone.split(":")
        found.setdefault(written, said)
    return found


@lru_cache(maxsize=16384)
def pinyin_of(word: str) -> str:
    """A folded word in Cyrillic as pinyin; "" where it is not made of Chinese syllables, as few as they can be."""
    known = _syllables()
    best: list[tuple[int, str] | None] = [(0, ""), *([None] * len(word))]
    for at in range(len(word)):
        before = best[at]
        if before is None:
            continue
        for size in range(1, min(_LONGEST, len(word) - at) + 1):
            said, there = known.get(word[at : at + size]), best[at + size]
            if said and (there is None or before[0] + 1 < there[0]):
                best[at + size] = before[0] + 1, before[1] + said
    last = best[-1]
    return last[1] if last else ""


@lru_cache(maxsize=32768)
def is_spelt_so(pinyin: str, word: str) -> bool:
    """Whether a word in Cyrillic is a name that is romanised so, with the ending of a case perhaps: Лунсина.

    Many writers leave out the soft sign that tells n from ng.
    """
    if not word or not "\u0400" <= word[0] <= "\u052f" or len(pinyin) < _SHORT:
        return False
    sought = pinyin.replace("ng", "n")
    ends = range(min(_ENDING, len(word) - 3) + 1)
    return any(pinyin_of(word[: len(word) - cut]).replace("ng", "n") == sought for cut in ends)
