"""Questions of programs: the published database comes in, answers with address, basis and notices go out."""

from newsdesk.asking.database import Database, NotFound, opened
from newsdesk.asking.server import served

__all__ = ["Database", "NotFound", "opened", "served"]
