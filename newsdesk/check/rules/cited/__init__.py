"""Rules on pages that references lead to."""

from newsdesk.check.rules.cited.passages import OF_ONE, WITH_PAGES

__all__ = ["OF_ONE", "WITH_PAGES"]
