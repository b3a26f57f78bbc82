"""Rules on pages that references lead to."""

from newsdesk.check.rules.cited.open import not_comparable
from newsdesk.check.rules.cited.passages import OF_ONE, passage_not_found
from newsdesk.check.rules.cited.sentences import unsupported_date, unsupported_figure, unsupported_name

__all__ = ["OF_ONE", "UNSUPPORTED", "WITH_PAGES"]

UNSUPPORTED = (unsupported_figure, unsupported_date, unsupported_name)
WITH_PAGES = (passage_not_found, *UNSUPPORTED, not_comparable)
