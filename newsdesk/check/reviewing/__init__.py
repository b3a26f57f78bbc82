"""What a reviewer looks at: an entry and all that it rests on come in; a sheet goes out, with what is still open."""

from newsdesk.check.reviewing.sheet import Sheet, sheet_of

__all__ = ["Sheet", "sheet_of"]
