"""Words that say what somebody or some body is: minister, ministry; and how names of bodies and people begin."""

from functools import cache, lru_cache

from newsdesk.evidence.support.reading.concepts import meanings, stem
from newsdesk.evidence.support.reading.numerals import fold, read


@cache
def _people(code: str) -> tuple[frozenset[str], tuple[str, ...]]:
    data = read("attribution", code)
    items = [str(item) for name in ("offices", "people") for item in data.get(name) or () if " " not in str(item)]
    alone = {fold(item).removeprefix("ال") for item in items if item[0] != "/" and not item.endswith("*")}
    return frozenset(alone), tuple(fold(item[:-1]) for item in items if item.endswith("*"))


@cache
def _roles() -> frozenset[str]:
    """What the glossary has of people by what they do."""
    told = (
        "minister director chairman deputy president premier mayor judge prosecutor lawyer doctor journalist spokesman"
        " representative author scientist farmer teacher analyst coach actor painting blogger driver owner candidate"
        " entrepreneur surgeon editor climber researcher seismologist hydrologist geologist meteorologist cook"
        " presenter photographer midwife librarian captain fisherman herdsman nurse engineer merchant activist"
        " volunteer principal student pensioner officer investigator witness victim composer singer poet translator"
        " publisher curator historian linguist referee wrestler inspector veteran plumber gardener docker cleaner guard"
        " widow ambassador consul priest bishop resident founder trainer goalkeeper champion runner"
    ).split()
    return frozenset(one for word in told for one in meanings(word, "en")[:1])


def is_of_person(word: str, code: str) -> bool:
    """Whether a word says who somebody is, in some case: minister, анализчи, المحلل."""
    alone, beginnings = _people(code)
    bare = word.removeprefix("ال") if code == "ar" else word
    if bare in alone or word.startswith(beginnings or ("\0",)) or not _roles().isdisjoint(meanings(word, code)):
        return True
    return code != "ar" and any(word[:size] in alone for size in range(max(4, len(word) - 4), len(word)))


@cache
def _heads(code: str) -> frozenset[str]:
    return frozenset(stem(fold(str(word))) for word in read("attribution", code).get("bodies", ())) - {""}


@cache
def _body_words(code: str) -> tuple[str, ...]:
    told = (*read("attribution", code).get("bodies", ()), *read("figures", code).get("bodies", ()))
    return tuple(word for word in map(fold, map(str, told)) if len(word) > 3)


@lru_cache(maxsize=16384)
def names_body(word: str, code: str) -> bool:
    """Whether a word says what a body is, in some case: ministry, inspectorate, палаты."""
    if code == "en":
        return word in _body_words(code) or (word.endswith("s") and word[:-1] in _body_words(code))
    return any(
        word.startswith(body[: max(4, len(body) - 2)]) and len(word) <= len(body) + 3 for body in _body_words(code)
    )


def is_head(word: str, code: str) -> bool:
    """Whether a word says what a body is: bank, ministry, association."""
    return stem(word) in _heads(code)


@cache
def _bodies(code: str) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in read("attribution", code).get("bodies", ()))


def is_body(word: str, code: str) -> bool:
    """The same of whole words alone."""
    return word in _bodies(code)


@cache
def clipped(code: str) -> tuple[str, ...]:
    """The beginnings of words of which names of bodies are made: нац, мин."""
    return tuple(fold(str(word)) for word in read("figures", code).get("clipped", ()))


@cache
def surnames() -> frozenset[str]:
    """The family names of Chinese."""
    return frozenset({*read("attribution", "zh").get("surnames", ()), *read("figures", "zh").get("surnames", ())})
