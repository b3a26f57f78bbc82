"""What stands on a preview card: the picture of a page where a link to it is shared."""

from dataclasses import dataclass

from newsdesk.model import Cited


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands on a card; `path` is its place below the site.

    Of `above`, which stands before the title, and of `title`, the first is drawn whose letters the font has;
    other texts are left out where it lacks one. `after` ends the line that `above` begins. `original` is a
    title in its own language, `facts` are lines of figures, `names` those of stories, `counts` pair ways of
    citing with their numbers in words, `bars` are numbers of entries over time.
    """

    path: str
    site: str
    title: tuple[str, ...]
    above: tuple[str, ...] = ()
    after: str = ""
    original: str = ""
    facts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    counts: tuple[tuple[Cited, str], ...] = ()
    bars: tuple[int, ...] = ()
    notice: str = ""
    foot: str = ""
