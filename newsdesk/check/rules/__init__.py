"""Rules that look at several fields, records or files at once.

A rule is a generator of findings. Its name, with hyphens, is the rule's id in every problem; its
docstring is the rule.
"""

from collections.abc import Callable, Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.check.rules import (
    addresses,
    comments,
    dates,
    evidence,
    ids,
    labels,
    languages,
    lengths,
    published,
    references,
)

Rule = Callable[[Draft], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *ids.RULES,
    *dates.RULES,
    *addresses.RULES,
    *languages.RULES,
    *lengths.RULES,
    *references.RULES,
    *labels.RULES,
    *published.RULES,
    *comments.RULES,
    *evidence.RULES,
)
