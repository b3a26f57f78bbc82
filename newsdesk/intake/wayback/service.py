"""Copies of pages in the Wayback Machine: pages with the days that count come in, copies or its refusals go out.

It is asked for a copy of those days first, and to make one only where today is one of them. One request at a time,
with a pause between them.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from newsdesk.check.rules.addresses import is_same_page
from newsdesk.intake.fetch import call
from newsdesk.intake.fetched import Fetched
from newsdesk.intake.reach import Guard
from newsdesk.intake.wayback.answers import (
    BY_ROBOTS,
    LEFT_OUT,
    OF_PAGE,
    Answer,
    Copy,
    NotNow,
    Refused,
    TimeUp,
    Wanted,
    data_of,
    far,
    in_a_line,
    seconds_of,
)
from newsdesk.model.codes import check_address
from newsdesk.problems import Refusal

SERVICE = "https://web.archive.org"
# Between two requests, and between two looks at a copy that is being made, in seconds.
PAUSE = 4.0
LOOK = 6.0
# How long one answer may take; the index of copies is slow.
_PATIENCE = 60.0
# How long a copy may be in the making.
MAKING = 150.0
# A service that asks to be left alone for longer is asked by the next run.
_LONGEST = 90.0
# After so many answers in a row that say nothing, it is left alone.
_TROUBLES = 3
_MOST = 3000
_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}.+)\Z", re.DOTALL)
_JOB = re.compile(r"spn2-[0-9a-f]{16,64}")


class Wayback:
    """The service at an address, asked by `agent`, until a moment of the clock `time.monotonic`.

    `keys` are those of an account there, `ACCESS:SECRET`: without them it may make no copies.
    """

    def __init__(
        self,
        today: date,
        agent: str,
        *,
        service: str = SERVICE,
        keys: str = "",
        until: float | None = None,
        guard: Guard | None = None,
    ) -> None:
        self.today, self.agent, self.service, self.keys = today, agent, service.rstrip("/"), keys
        self.until, self.guard = until, guard or Guard()
        self.public = _public(self.service)
        """Where readers find the copies."""
        self.makes_none = ""
        """Why it makes no copies now, be it asked for whichever page; "" while it does."""
        self._next = 0.0
        self._troubles = 0

    def ask(self, pages: Sequence[Wanted]) -> Iterator[tuple[Wanted, Answer]]:
        """A copy, or a refusal, for each of the wanted copies of one page; NotNow where it says neither.

        What is known of some is handed on before that.
        """
        found, why = self._found(pages)
        rest = []
        for page in pages:
            fitting = [copy for copy in found if page.takes(copy.day)]
            if fitting:
                yield page, min(fitting, key=lambda copy: (abs(copy.day - page.near), copy.day))
            elif why:
                yield page, Refused(why)
            else:
                rest.append(page)
        fresh = [page for page in rest if page.takes(self.today)]
        if late := [page for page in rest if page not in fresh]:
            nearest = self._nearest(late[0])
            for page in late:
                yield page, Refused(nearest)
        if fresh:
            made = self._made(fresh[0].address)
            for page in fresh:
                if isinstance(made, Copy) and not page.takes(made.day):
                    yield page, Refused(far(made))
                else:
                    yield page, made

    def _found(self, pages: Sequence[Wanted]) -> tuple[list[Copy], str]:
        """The copies of the days that count, and why there will never be any, or ""."""
        first = min(first for page in pages for first, _ in page.days)
        last = max(last for page in pages for _, last in page.days)
        window = {"from": f"{first:%Y%m%d}", "to": f"{last:%Y%m%d}", "collapse": "timestamp:8"}
        return self._index(pages[0].address, window)

    def _nearest(self, page: Wanted) -> str:
        """What is said of a page that was read long ago and of which no copy of then is there."""
        found, why = self._index(page.address, {"collapse": "timestamp:6"})
        if why or not found:
            return why or "The Wayback Machine has no copy, and one of today would be of another day."
        return far(min(found, key=lambda copy: (abs(copy.day - page.near), copy.day)))

    def _index(self, address: str, window: Mapping[str, str]) -> tuple[list[Copy], str]:
        asked = {
            "url": address,
            "matchType": "exact",
            "output": "json",
            "fl": "timestamp,original,statuscode",
            "filter": "statuscode:200",
            "limit": str(_MOST),
            **window,
        }
        got = self._get(f"/cdx/search/cdx?{urlencode(asked)}")
        text = got.body.decode("utf-8", "replace")
        if got.status == 403 and "AccessControlException" in text:
            return [], BY_ROBOTS if "robot" in text.lower() else LEFT_OUT
        if got.status == 404:
            return [], ""
        if got.status != 200:
            raise self._trouble(f"answers {got.status}")
        try:
            rows = json.loads(text) if text.strip() else []
        except ValueError:
            rows = None
        if not isinstance(rows, list):
            raise self._trouble("gives no answer that can be read")
        self._troubles = 0
        return [copy for row in rows if (copy := self._copy_in(row, address))], ""

    def _copy_in(self, row: Any, address: str) -> Copy | None:
        """A line of the index, where it is of this very page and no error page."""
        if not (isinstance(row, list) and len(row) >= 3 and all(isinstance(cell, str) for cell in row)):
            return None
        return self._copy(row[0], row[1], address) if row[2] == "200" else None

    def _copy(self, stamp: str, original: str, address: str) -> Copy | None:
        """The copy of a moment, as YYYYMMDDhhmmss, where that is one and the copy is of this page."""
        try:
            day = datetime.strptime(stamp, "%Y%m%d%H%M%S").date()
            copied = check_address(f"{self.public}/web/{stamp}/{original}")
            same = is_same_page(original, address)
        except ValueError:
            return None
        return Copy(copied, day) if same and len(stamp) == 14 and day <= self.today + timedelta(days=1) else None

    def _made(self, address: str) -> Answer:
        """A copy that the service makes now, or why it makes none."""
        if self.makes_none:
            raise NotNow(self.makes_none)
        try:
            return self._saved(address)
        except TimeUp:
            raise
        except NotNow as refusal:
            if refusal.stops:  # what it has can still be asked for
                self.makes_none = str(refusal)
                raise NotNow(self.makes_none) from None
            raise

    def _saved(self, address: str) -> Answer:
        form = {"url": address, "if_not_archived_within": "1d", "skip_first_archive": "1"}
        headers = {"Authorization": f"LOW {self.keys}"} if self.keys else {}
        got = self._get("/save", form=form, headers=headers)
        for said in (got.location, got.header("content-location")):
            if match := _COPY.search(said):
                return self._kept(match[1], match[2], address)
        data, text = data_of(got), got.body.decode("utf-8", "replace")
        if got.status == 401 or "need to be logged in" in text:
            raise NotNow(f"{self._host} makes copies for accounts alone.", stops=True)
        if answer := self._said(data, address):
            return answer
        if job := _JOB.search(str(data.get("job_id") or "") or text):
            return self._waited(job[0], address)
        raise self._trouble(f"answers {got.status}" if got.status != 200 else "gives no answer that can be read")

    def _waited(self, job: str, address: str) -> Answer:
        """What comes of a copy in the making."""
        end = time.monotonic() + MAKING
        while time.monotonic() < end:
            self._sleep(LOOK)
            got = self._get(f"/save/status/{job}")
            if got.status != 200:
                raise self._trouble(f"answers {got.status}")
            data = data_of(got)
            if data.get("status") == "success":
                status = data.get("http_status")
                if isinstance(status, int) and status >= 400:
                    return Refused(f"The site gives archives no page ({status}).")
                return self._kept(str(data.get("timestamp")), str(data.get("original_url")), address)
            if answer := self._said(data, address):
                return answer
            if data.get("status") != "pending":
                raise self._trouble("gives no answer that can be read")
        raise NotNow("The copy is still in the making.")

    def _kept(self, stamp: str, original: str, address: str) -> Answer:
        self._troubles = 0
        if copy := self._copy(stamp, re.sub(r"^(https?):/+", r"\1://", original), address):
            return copy
        if is_same_page(original, address):
            raise self._trouble("gives no answer that can be read")
        return Refused(f"The page leads to another, and that was copied: {in_a_line(original)}")

    def _said(self, data: Mapping[str, Any], address: str) -> Refused | None:
        """What an answer says of the page; NotNow where it is a trouble of the service that passes."""
        code = str(data.get("status_ext") or "").removeprefix("error:")
        if data.get("status") != "error" and not code:
            return None
        if why := OF_PAGE.get(code):
            self._troubles = 0
            return Refused(why)
        said = in_a_line(str(data.get("message") or code or "no reason"))
        if code in ("user-session-limit", "too-many-requests", "blocked-client-ip", "bandwidth-limit-exceeded"):
            raise NotNow(f"{self._host} takes no more requests now: {said}", stops=True)
        raise self._trouble(f"could not make the copy: {said.rstrip('.')}")

    def _is_over(self) -> bool:
        return self.until is not None and time.monotonic() >= self.until

    @property
    def _host(self) -> str:
        return urlsplit(self.service).hostname or self.service

    def _trouble(self, said: str) -> NotNow:
        """A trouble that passes; after some in a row the service is left alone."""
        self._troubles += 1
        return NotNow(f"{self._host} {said}.", stops=self._troubles >= _TROUBLES)

    def _get(
        self, path: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Fetched:
        """One answer; where the service asks to wait a while, that of a second time."""
        got = self._once(path, form, headers)
        if got.status not in (429, 503, 509):
            return got
        wait = seconds_of(got.header("retry-after"))
        if wait is None or wait <= _LONGEST:
            self._sleep(max(PAUSE * 4, wait or 0.0))
            got = self._once(path, form, headers)
        if got.status in (429, 503, 509):
            raise NotNow(f"{self._host} takes no more requests now ({got.status}).", stops=True)
        return got

    def _once(self, path: str, form: Mapping[str, str] | None, headers: Mapping[str, str] | None) -> Fetched:
        self._sleep(self._next - time.monotonic())
        left = _PATIENCE if self.until is None else min(_PATIENCE, self.until - time.monotonic())
        if left <= 0:
            raise TimeUp
        asked = {"Accept": "application/json", **(headers or {})}
        if form is not None:
            asked["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            guard = replace(self.guard, seconds=left)
            body = None if form is None else urlencode(form).encode()
            return call(f"{self.service}{path}", self.agent, guard, body=body, headers=asked)
        except Refusal as refusal:
            raise (TimeUp() if self._is_over() else NotNow(str(refusal), stops=True)) from None
        finally:
            self._next = time.monotonic() + PAUSE

    def _sleep(self, seconds: float) -> None:
        if self.until is not None and time.monotonic() + max(0.0, seconds) >= self.until:
            raise TimeUp
        time.sleep(max(0.0, seconds))


def _public(service: str) -> str:
    """The address of a service for readers: one on a network of one's own passes on what the public one has."""
    try:
        return check_address(service)
    except ValueError:
        return SERVICE
