"""What keeps the last save from being built: problems come in, the banner that pages show goes out."""

from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from newsdesk.build import Project
from newsdesk.problems import Problem, as_text, has_errors, tally

# More would fill the screen; the terminal has them all.
_MOST = 40
Fault = tuple[str, Sequence[str]]
"""How many problems there are, in words, and a line for each."""


def fault_of(project: Project, problems: Iterable[Problem]) -> Fault:
    """The fault that errors among problems are."""
    errors = [problem for problem in problems if has_errors([problem])]
    return tally(errors), as_text(errors, project.door).splitlines()


def banner(fault: Fault | None, desk: str = "", back: str = "", more: tuple[str, str] = ("", "")) -> bytes:
    """What pages show of a fault, with the way to the desk at an address, which alone, in the words `back`, is shown
    where there is none, with `more`, an address and its words, beside it; b"" without either."""
    if fault is None and not (desk and back):
        return b""
    count, lines = fault or ("", ())
    left = max(0, len(lines) - _MOST)
    shown = {"count": count, "lines": lines[:_MOST], "left": left, "desk": desk, "back": back, "more": more}
    return _template().render(shown).encode()


@cache
def _template() -> Template:
    # The only page that nobody publishes, so it has no part in the words of the site.
    loader = PackageLoader("newsdesk", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("fault.html")
