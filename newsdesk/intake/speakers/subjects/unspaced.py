"""The subject in Chinese and Japanese, which set no blanks: a name lies between an office and a particle or a verb."""

import re
from functools import cache

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar, grammar
from newsdesk.intake.speakers.subjects.phrases import Phrase

_MARKS = re.compile("[，,。；;！!？?：:、\\s]+")
_NAME = re.compile("[\u3400-\u9fff\u30a0-\u30ff·・]+")
_JA_NAME = re.compile("(?:[\u3400-\u9fff々]{2,6}|[\u30a0-\u30ff・ー=＝]{3,20})")
_DAY = r"周[一二三四五六日天]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|\d+[日号]|[今昨当][天日]"
# What stands before and behind a subject, and is none of it.
_LEAD = re.compile(f"但|而|并|同时|随后|其中|另外|此外|他们的|据|对此|{_DAY}")
_ADVERBS = re.compile(f"(?:{_DAY}|还|也|则|又|再次|曾|日前|近日|近期|明确|随后)+$")


@cache
def _either(tag: str, kind: str) -> re.Pattern[str]:
    one = grammar(tag)
    assert one is not None
    words = sorted(getattr(one, kind).whole, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def _token(text: str, start: int) -> Token:
    return Token(text, start, start + len(text), Kind.WORD, text)


def speaker(
    text: str, head: tuple[int, int], tail: tuple[int, int], one: Grammar
) -> tuple[Phrase | None, Token | None, bool]:
    """Who says what stands between head and tail, two stretches of the text, and the verb."""
    if one.tag == "ja":
        return _japanese(text, head, tail, one)
    behind = text[tail[0] : tail[1]]
    verb = _either(one.tag, "verbs").search(behind[:40])
    if verb and not re.search("[。；;]", behind[: verb.start()]) and len(_MARKS.split(behind[: verb.start()])) < 4:
        found = _chinese(behind[: verb.start()], tail[0], one)
        if found:
            return found, _token(verb[0], tail[0] + verb.start()), True
    before = text[head[0] : head[1]].rstrip('“”"「『‘’ ')
    verb = _last(_either(one.tag, "verbs"), before)
    if verb:
        found = _chinese(before[: verb.start()], head[0], one)
        clear = len(before) - verb.end() < 25
        return (found or Phrase(is_pronoun=True)), _token(verb[0], head[0] + verb.start()), clear
    if before.rstrip().endswith(("：", ":")) and len(before) < 14:
        found = _chinese(before.rstrip("：: "), head[0], one)
        if found and found.name:
            return found, None, True
    return None, None, False


def _chinese(before: str, at: int, one: Grammar) -> Phrase | None:
    """The subject in what stands before a verb; None where there is nothing."""
    # A name in other letters in brackets behind it: blanks keep the places.
    before = re.sub("[(（][^()（）]*[)）]", lambda match: " " * len(match[0]), before)
    before = before[: len(before.rstrip())] if before.strip() else before
    pieces = list(re.finditer("[^，,。；;！!？?：:、\\s“”「」]+", before))
    for match in reversed(pieces):
        piece, start = match[0], at + match.start()
        while True:
            lead = _LEAD.match(piece)
            if not lead:
                break
            piece, start = piece[lead.end() :], start + lead.end()
        opener = _either(one.tag, "openers").search(piece)
        if opener and opener.start() == 0:
            rest = re.match(".*?(?:上|中|时|后|前|里|期间|的)(?=[^的])", piece)
            if not rest or pieces.index(match) < len(pieces) - 1 or len(piece) - rest.end() < 2:
                continue
            piece, start = piece[rest.end() :], start + rest.end()
        elif opener:
            piece = piece[: opener.start()]
        piece = _ADVERBS.sub("", piece)
        if not piece:
            continue
        if piece in one.pronouns or piece[:1] in one.pronouns or piece[:2] in one.pronouns:
            return Phrase(is_pronoun=True)
        return _chinese_name(piece, start, one)
    return None


def _chinese_name(piece: str, start: int, one: Grammar) -> Phrase:
    owned = piece.rfind("的") + 1
    piece, start = piece[owned:], start + owned
    office = _last(_either(one.tag, "offices"), piece)
    if office and office.end() < len(piece):
        name, at = piece[office.end() :], start + office.end()
        if _is_chinese_name(name, one, sure=True):
            return Phrase((_token(name, at),), (_token(piece[: office.end()], start),))
        return Phrase(role=(_token(piece, start),))
    if office and _is_chinese_name(piece[: office.start()], one, sure=False):
        return Phrase((_token(piece[: office.start()], start),), (_token(office[0], start + office.start()),))
    body = _last(_either(one.tag, "bodies"), piece)
    if body and body.end() == len(piece) and len(piece) > 2 and not office:
        return Phrase((_token(piece, start),))
    if not office and _is_chinese_name(piece, one, sure=False):
        return Phrase((_token(piece, start),))
    return Phrase(role=(_token(piece, start),))


def _is_chinese_name(name: str, one: Grammar, *, sure: bool) -> bool:
    if not _NAME.fullmatch(name) or _either(one.tag, "people").search(name):
        return False
    if "·" in name or "・" in name:
        return True
    known = name[:1] in one.surnames or name[:2] in one.surnames
    return 2 <= len(name) <= (4 if name[:2] in one.surnames or sure else 3) and (known or sure)


def _japanese(
    text: str, head: tuple[int, int], tail: tuple[int, int], one: Grammar
) -> tuple[Phrase | None, Token | None, bool]:
    behind = text[tail[0] : tail[1]]
    verb = _either(one.tag, "verbs").search(behind[:60])
    if verb and "。" not in behind[: verb.start()]:
        said = _token(verb[0], tail[0] + verb.start())
        found = _topic(behind[: verb.start()], tail[0], one) or _topic(text[head[0] : head[1]], head[0], one)
        return (found or Phrase(is_pronoun=True)), said, True
    before = text[head[0] : head[1]].rstrip('「『“" ')
    verb = _last(_either(one.tag, "verbs"), before)
    if verb:
        return _topic(before[: verb.start()], head[0], one), _token(verb[0], head[0] + verb.start()), True
    if re.search("[：:]$", before.strip()) and len(before) < 14:
        return _japanese_name(before.strip("：: "), head[0], one), None, True
    return None, None, False


def _topic(before: str, at: int, one: Grammar) -> Phrase | None:
    match = re.search("[はが](?![々\u3041-\u309f]{0,1}ら)", before)
    if not match:
        return None
    start = max(before.rfind(mark, 0, match.start()) for mark in "、。と，") + 1
    return _japanese_name(before[start : match.start()], at + start, one)


def _japanese_name(piece: str, start: int, one: Grammar) -> Phrase:
    owned = piece.rfind("の") + 1
    piece, start = piece[owned:], start + owned
    if piece in one.pronouns:
        return Phrase(is_pronoun=True)
    office = _last(_either(one.tag, "offices"), piece)
    title = _last(_either(one.tag, "titles"), piece)
    name = piece
    role: tuple[Token, ...] = ()
    if office and office.end() == len(piece):
        name, role = piece[: office.start()], (_token(office[0], start + office.start()),)
    elif title and title.end() == len(piece):
        name = piece[: title.start()]
    if _either(one.tag, "people").search(name):
        return Phrase(role=(_token(piece, start),))
    body = _last(_either(one.tag, "bodies"), piece)
    if body and body.end() == len(piece) and len(piece) > 2:
        return Phrase((_token(piece, start),))
    if not _JA_NAME.fullmatch(name) or not (office or title or 3 <= len(name) <= 5):
        return Phrase(role=(_token(piece, start),))
    return Phrase((_token(name, start),), role, is_sure=bool(office or title))
