"""Rules that look at several fields, records or files at once.

A rule is a generator of findings. Its name, with hyphens, is the rule's id in every problem; its
docstring is the rule. It stands in one of three tables, by what it looks at.
"""

from collections.abc import Callable, Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.check.rules import (
    addresses,
    cited,
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

OF_ONE: tuple[Rule, ...] = (
    *ids.OF_ONE,
    *dates.OF_ONE,
    *languages.OF_ONE,
    *lengths.OF_ONE,
    *references.OF_ONE,
    *addresses.OF_ONE,
    *published.OF_ONE,
    *comments.OF_ONE,
    *evidence.OF_ONE,
    *cited.OF_ONE,
)
"""Rules that look at one file alone: what they find stays true as long as the file does."""

WITH_ARTICLE: tuple[Rule, ...] = (*evidence.WITH_ARTICLE, *comments.WITH_ARTICLE)
"""Rules that look at one entry beside its article: its fingerprint, its text, and names that belong to everybody."""

WITH_PAGES: tuple[Rule, ...] = cited.WITH_PAGES
"""Rules that look at one record beside the pages that its references lead to: their evidence, or their texts."""

ACROSS: tuple[Rule, ...] = (
    *ids.RULES,
    *dates.RULES,
    *languages.RULES,
    *addresses.RULES,
    *references.RULES,
    *labels.RULES,
    *published.RULES,
    *cited.RULES,
)
"""Rules across the collection: they look at the keys of records, and never at their texts."""

OF_ENTRIES = tuple(
    rule
    for rule in ACROSS
    if rule
    not in {
        ids.unknown_place,
        ids.account_of_another,
        ids.lead_elsewhere,
        ids.id_for_two,
        *published.RULES,
        *cited.RULES,
    }
    - {published.late_entry}
)
"""Those among them that tell of entries."""

RULES = (*OF_ONE, *WITH_ARTICLE, *WITH_PAGES, *ACROSS)
