"""Rules on comments: inside a text they are text, and they hold no more of an article than an entry may."""

import re
from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.evidence.copies import copied_run
from newsdesk.problems import Severity

_INSIDE = re.compile(r"(?:^|(?<=\s))#\s")
# The words of a quotation in a block that a draft offers: as short as in an entry, but for its own marks.
_OFFERED = re.compile(r"\s*text: ")
_COMMENT = re.compile(r"^[ \t]*#[ \t]?(.*)$", re.MULTILINE)


def comment_in_text(draft: Draft) -> Iterator[Finding]:
    """A line that begins with # inside a text is no comment: it would be published."""
    for item, loc, text in draft.own_texts():
        if "#" in text and (found := _INSIDE.search(text)):
            yield Finding(
                item,
                loc,
                "Here stands a # in the middle of a text, where it is no comment.",
                "Delete it, with the comment behind it.",
                offset=found.start(),
            )


def comment_copies(draft: Draft) -> Iterator[Finding]:
    """A comment shares no more than 8 words in a row with the article; a quotation that a draft offers may."""
    for item in draft.entries if draft.texts else ():
        if "\n#" not in item.document.text or not (article := draft.text_of(item.record.id)):
            continue
        for comment in _COMMENT.finditer(item.document.text):
            if not _OFFERED.match(comment[1]) and (
                run := copied_run(comment[1], article, draft.official, item.record.language)
            ):
                yield Finding(
                    item,
                    (),
                    f'This comment holds the article\'s words "{run}".',
                    "Delete it: an entry holds no more of an article than a short quotation.",
                    Severity.WARNING,
                    at=comment.start(1),
                )


OF_ONE = (comment_in_text,)
WITH_ARTICLE = (comment_copies,)
