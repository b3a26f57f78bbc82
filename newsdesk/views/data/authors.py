"""Who signed an article: a byline as printed comes in, the names of people go out where it certainly lists people."""

import re
from functools import lru_cache

# What stands between two names, in the languages that bylines come in.
_BETWEEN = re.compile(
    r"\s*(?:[,;،、·|/&]|\s(?:and|und|et|y|e|i|og|och|en|ja|va|ve|и|і|та|й|жана|және|ва|va|و)\s)\s*(?=\S)", re.IGNORECASE
)
_PREFIX = re.compile(r"^by\s+", re.IGNORECASE)
# A word of a name; particles are small: "van der", "al", "ibn".
_WORD = r"[^\W\d_](?:[^\W\d_]|['’ʻʼ‘.‐-])*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,3}}")
_PARTICLES = frozenset(
    "van von der den de di da del della dos du la le al el bin ibn ben bint oglu ogly uulu kyzy uly".split()
)
# Words that name an office, a place of work or a paper: what holds one is no person.
_NO_PERSON = re.compile(
    r"agenc|agentur|agence|agenzia|news|press|presse|prensa|media|times|post|herald|tribune|gazette|daily|weekly|journal"
    r"|radio|radyo|television|\btv\b|service|desk|staff|bureau|editor|redak|redac|team|correspond|report|writer|author"
    r"|ministry|office|department|institute|university|centre|center|foundation|international|group|union|republic"
    r"|агент|бюро|редак|служб|радио|телекан|корресп|пресс|новост|газет|министер|центр|журнал|вести|внештат"
    r"|عاجل|وكال|صحيف|قناة|مراسل|خبرگزار",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def people_of(byline: str) -> tuple[str, ...]:
    """The people of a byline, in their order, or the byline as it is, alone, where it may be anything else.

    Certain are two names or more, of two to four words each with capitals, none of which names a paper or an office.
    """
    whole = " ".join(byline.split())
    names = [name for name in _BETWEEN.split(_PREFIX.sub("", whole)) if name]
    return tuple(names) if len(names) > 1 and all(map(_is_person, names)) else (whole,)


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        bool(_NAME.fullmatch(name))
        and words[0][:1].isupper()
        and all(_has_capital(word) or word in _PARTICLES for word in words)
        and not _NO_PERSON.search(name)
    )


def _has_capital(word: str) -> bool:
    """Whether a word begins with a capital and is no abbreviation: AFP, TASS."""
    return word[:1].isupper() and not (word.isupper() and len(word) > 2)


def undivided(name: str) -> str:
    """A name for formats in which a comma divides the family's name from the given one: without any."""
    return re.sub(r"\s*[,،、]\s*", " / ", name)
