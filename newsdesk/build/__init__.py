"""One build from end to end: the folder of a collection comes in, its site goes out, or all its problems.

What is named here is imported when somebody asks for it: a check needs nothing of what makes a site.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsdesk.build.project import Outcome, Project

if TYPE_CHECKING:
    from newsdesk.build.checking import Answer, checked
    from newsdesk.build.examining import examine
    from newsdesk.build.making import Progress, build
    from newsdesk.build.settling import settle

__all__ = ["Answer", "Outcome", "Progress", "Project", "build", "checked", "examine", "settle"]

_LATER = {
    "checked": "checking",
    "Answer": "checking",
    "examine": "examining",
    "build": "making",
    "Progress": "making",
    "settle": "settling",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
