"""Rules on lengths: short enough to read, short enough to quote."""

from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.check.prose import word_count

SUMMARY_WORDS = (25, 160)
CONTEXT_WORDS = (30, 200)
QUOTATION_WORDS = 25
REPLY_WORDS = 200


def summary_length(draft: Draft) -> Iterator[Finding]:
    """A summary has 25 to 160 words."""
    yield from _length(draft, "summary", SUMMARY_WORDS)


def context_length(draft: Draft) -> Iterator[Finding]:
    """A context note has 30 to 200 words; its marks do not count."""
    yield from _length(draft, "context", CONTEXT_WORDS)


def quotation_length(draft: Draft) -> Iterator[Finding]:
    """A quotation has at most 25 words."""
    for item in draft.entries:
        for index, source in enumerate(item.record.sources):
            if source.quote and (words := word_count(source.quote.text)) > QUOTATION_WORDS:
                yield Finding(
                    item,
                    ("sources", index, "quote", "text"),
                    f"The quotation has {words} words.",
                    f"Shorten it to {QUOTATION_WORDS} or fewer; mark what is left out with ….",
                )


def reply_length(draft: Draft) -> Iterator[Finding]:
    """A reply has at most 200 words: longer ones stand elsewhere, and lead there."""
    for item in draft.entries:
        for index, reply in enumerate(item.record.replies):
            if (words := word_count(reply.text)) > REPLY_WORDS:
                yield Finding(
                    item,
                    ("replies", index, "text"),
                    f"The reply has {words} words.",
                    f"Have it shortened by whoever wrote it to {REPLY_WORDS} or fewer; url leads to all of it.",
                )


def _length(draft: Draft, field: str, bounds: tuple[int, int]) -> Iterator[Finding]:
    least, most = bounds
    for item in draft.entries:
        words = word_count(getattr(item.record, field))
        if not least <= words <= most:
            change = "Say more" if words < least else "Shorten it"
            yield Finding(
                item,
                (field,),
                f"The {field} has {words} {'word' if words == 1 else 'words'}.",
                f"{change}: {least} to {most} words.",
            )


OF_ONE = (summary_length, context_length, quotation_length, reply_length)
