"""What a look found: an answer, or why there is none, comes in; the state of the page goes out."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.standing import Compared, Wanted, compare
from newsdesk.evidence.words import words
from newsdesk.intake.fetched import Fetched, Unfetched
from newsdesk.intake.watching.shown import Shown
from newsdesk.model.looks import Look, LookReason, LookState, Missing, Thing
from newsdesk.problems import Refusal

# With so much of its captured text a page is the article, with less than that it is another one.
_IS_IT, _IS_OTHER = 0.5, 0.3
# A page of which less than so much is new shows a part of the article and no more.
_NEW = 0.5
# So few words are no article: a page says with them what it wants of readers.
_SHORT = 150
_EMPTY = 5
_FRONT = frozenset("index index.html index.php index.htm home default.aspx main".split())
_WAYS = {
    "login": LookReason.LOGIN,
    "signin": LookReason.LOGIN,
    "consent": LookReason.CONSENT,
    "subscribe": LookReason.PAYMENT,
}
_STATUS = {
    401: (LookState.WALLED, LookReason.LOGIN),
    402: (LookState.WALLED, LookReason.PAYMENT),
    404: (LookState.GONE, LookReason.NOT_FOUND),
    410: (LookState.GONE, LookReason.NOT_FOUND),
    429: (LookState.UNREACHABLE, LookReason.BUSY),
    451: (LookState.WALLED, LookReason.LEGAL),
    503: (LookState.UNREACHABLE, LookReason.BUSY),
}
_WALLS = (
    ("bot_check", LookReason.BOT_CHECK),
    ("payment", LookReason.PAYMENT),
    ("login", LookReason.LOGIN),
    ("consent", LookReason.CONSENT),
)


@dataclass(slots=True)
class Found:
    """What one look found."""

    state: LookState
    why: LookReason | None = None
    missing: list[tuple[Wanted, str]] = field(default_factory=list)
    """What no longer stands there, each with the words nearest to it."""
    stands: list[Wanted] = field(default_factory=list)


def found_instead(error: Refusal, shown: Shown | None = None) -> Found:
    """The state of a page that was not fetched; `shown` is what came in its place, where that could be read."""
    if isinstance(error, Unfetched) and error.by_robots:
        return Found(LookState.REFUSED, LookReason.ROBOTS)
    answer = error.answer if isinstance(error, Unfetched) else None
    if answer is None:
        return Found(LookState.UNREACHABLE, LookReason.NETWORK)
    if answer.header("cf-mitigated") or (shown and "guard" in shown.marks and answer.status in (403, 429, 503)):
        return Found(LookState.WALLED, LookReason.BOT_CHECK)
    if answer.status == 403 and shown:
        why = next((why for mark, why in _WALLS if mark in shown.marks), LookReason.FORBIDDEN)
        return Found(LookState.WALLED, why)
    if known := _STATUS.get(answer.status):
        return Found(*known)
    if 400 <= answer.status < 500:
        return Found(LookState.WALLED, LookReason.FORBIDDEN)
    if answer.status >= 500:
        return Found(LookState.UNREACHABLE, LookReason.SERVER)
    return Found(LookState.UNREACHABLE, LookReason.UNREADABLE)


def found_on(
    asked: str, got: Fetched, shown: Shown, wanted: Sequence[Wanted], recorded: Recorded | None, stood: frozenset[str]
) -> Found:
    """The state of a page that came: first by our words and the captured text, then by what it says of itself."""
    compared = compare(shown.blocks, shown.titles, wanted, recorded, stood)
    made = Found(LookState.SAME, None, compared.missing, compared.stands)
    is_known = any(one.thing is not Thing.FIGURE for one in compared.stands)
    covered = compared.area.coverage if recorded else None
    if covered is None:
        lost = bool(compared.missing) and not is_known
        why = None if is_known else _instead(asked, got, shown, is_sure=lost)
        # Without its text nobody can tell a page with another title from another page, unless it has moved.
        if why and (why is not LookReason.OTHER_PAGE or _has_moved(asked, got)):
            return Found(_state_of(why), why)
    elif covered < _IS_IT and (compared.missing or covered < _IS_OTHER):
        if covered < _IS_OTHER and not is_known:
            why = _instead(asked, got, shown, is_sure=True) or LookReason.OTHER_PAGE
            return Found(_state_of(why), why)
        if compared.missing and (why := _cut(compared, shown)):
            return Found(LookState.WALLED, why)
    if compared.missing:
        made.state = LookState.CHANGED
    return made


def _state_of(why: LookReason) -> LookState:
    if why is LookReason.UNREADABLE:
        return LookState.UNREACHABLE
    gone = (LookReason.SAYS_NOT_FOUND, LookReason.FRONT_PAGE, LookReason.OTHER_PAGE)
    return LookState.GONE if why in gone else LookState.WALLED


def _cut(compared: Compared, shown: Shown) -> LookReason | None:
    """Why a page shows only a part of the article, where it does: what it shows is the old text, and it asks for more.

    A page with much that is new has been written anew.
    """
    is_part = compared.area.novelty < _NEW or len(_main(shown)) < _SHORT
    if not is_part:
        return None
    if wall := next((why for mark, why in _WALLS if mark in shown.marks), None):
        return wall
    return LookReason.CUT_SHORT if compared.area.coverage < _IS_OTHER else None


def _instead(asked: str, got: Fetched, shown: Shown, *, is_sure: bool) -> LookReason | None:
    """What stands in the place of the article; `is_sure` says that it is not the article."""
    main = _main(shown)
    is_short = len(main) < _SHORT
    if "guard" in shown.marks and is_short and (is_sure or "bot_check" in shown.marks):
        return LookReason.BOT_CHECK
    if "not_found" in shown.marks and (is_short or is_sure or "surely_not_found" in shown.marks):
        return LookReason.SAYS_NOT_FOUND
    if got.hops and _is_front(got.address) and not _is_front(asked):
        return LookReason.FRONT_PAGE
    if _has_moved(asked, got) and (
        way := next((why for way, why in _WAYS.items() if way in got.address.lower()), None)
    ):
        return way
    if is_sure and is_short:
        # Who asks for money shows at least the title: here the word alone may be that of a box beside another page.
        marks = shown.marks - {"payment"} | ({"payment"} if "paid" in shown.marks else set())
        if wall := next((why for mark, why in _WALLS if mark in marks), None):
            return wall
        if len(main) < _EMPTY:
            return LookReason.UNREADABLE
    return LookReason.OTHER_PAGE if is_sure else None


def _main(shown: Shown) -> list[str]:
    return words(" ".join(block.text for block in shown.blocks if not block.is_aside))


def _has_moved(asked: str, got: Fetched) -> bool:
    return bool(got.hops) and _path(asked) != _path(got.address)


def _path(address: str) -> str:
    return urlsplit(address).path.rstrip("/")


def _is_front(address: str) -> bool:
    """Whether an address is that of a front page, that of a language included."""
    parts = urlsplit(address)
    path = [one for one in parts.path.lower().split("/") if one]
    is_language = len(path) == 1 and len(path[0]) in (2, 5) and path[0].replace("-", "").isalpha()
    return not parts.query and (not path or path == [] or is_language or (len(path) == 1 and path[0] in _FRONT))


class Asked(Protocol):
    """A page that was asked for."""

    @property
    def wanted(self) -> Sequence[Wanted]:
        """What is cited of it."""

    @property
    def captured(self) -> date | None:
        """When its text was captured."""

    @property
    def records(self) -> Set[str]:
        """Those that cite it."""


def look_after(before: Look | None, found: Found, page: Asked, today: date) -> Look | None:
    """What is known after a look; None where nothing new is: an unreachable page stays what it was found to be."""
    if found.state is LookState.UNREACHABLE and before and before.state not in (LookState.SAME, LookState.UNREACHABLE):
        return None
    ours = {one.words: one for one in page.wanted}
    old = {(one.record, one.at): one for one in before.missing if one.words in ours} if before else {}
    stood = set(before.stood if before else ()) | {one.words for one in found.stands}
    is_read = found.state in (LookState.SAME, LookState.CHANGED)
    seen = before.seen if before else None
    if is_read:
        last = seen or page.captured
        lacks = (_missing(one, old.get((one.record, one.at)), today, last) for one, _ in found.missing)
        missing = tuple(dict.fromkeys(lacks))
    else:
        missing = tuple(old.values())
    is_later = before is not None and before.state is found.state and before.why is found.why
    return Look(
        looked=today,
        state=found.state,
        why=found.why,
        since=before.since if before and is_later else today,
        seen=today if found.state is LookState.SAME and found.stands else seen,
        missing=missing,
        records=() if is_read else tuple(sorted(page.records)),
        stood=tuple(sorted(each for each in stood if each in ours and not ours[each].has_stood)),
    )


def _missing(one: Wanted, old: Missing | None, today: date, last: date | None) -> Missing:
    if old and old.words == one.words:
        return old
    seen = last if last and last <= today else None
    return Missing(record=one.record, at=one.at, what=one.thing, words=one.words, since=today, seen=seen)
