"""Rules on pages that references lead to."""

from newsdesk.check.rules.cited.open import not_comparable, uncited_page
from newsdesk.check.rules.cited.passages import OF_ONE, passage_not_found
from newsdesk.check.rules.cited.sentences import unsupported_date, unsupported_figure, unsupported_name

__all__ = ["OF_ONE", "RULES", "UNSUPPORTED", "WITH_PAGES"]

RULES = (uncited_page,)
UNSUPPORTED = (unsupported_figure, unsupported_date, unsupported_name)
WITH_PAGES = (passage_not_found, *UNSUPPORTED, not_comparable)
