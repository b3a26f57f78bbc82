"""What a reviewer looks at: an entry and all that it rests on come in; a sheet goes out, with what is still open."""

from newsdesk.check.reviewing.privacy import privately_named
from newsdesk.check.reviewing.sheet import Sheet, sheet_of

__all__ = ["Sheet", "privately_named", "sheet_of"]
