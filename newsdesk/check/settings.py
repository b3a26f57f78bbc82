"""Names in mkdocs.yml that nothing reads: one lost letter there, and a policy or an address is gone without a word."""

import re
from collections.abc import Iterator, Set
from typing import Any

from newsdesk.load import Document, Loc, value_at
from newsdesk.model import foreign
from newsdesk.model.settings import Extra
from newsdesk.problems import Problem, Severity, closest

OURS = frozenset(info.alias or name for name, info in Extra.model_fields.items())
_EXTRA = OURS | foreign.EXTRA
# Where a name belongs that stands in another place.
_PLACES = (("at the top", foreign.SETTINGS), ("below extra", _EXTRA), ("below theme", foreign.THEME))


def unknown_settings(document: Document, templates: str = "") -> list[Problem]:
    """What nothing reads of the settings; `templates` is the text of the maintainer's own, which may read more.

    An error, but for what a plugin from elsewhere may read and for the switches of the theme: a warning.
    """
    return list(_Names(document, templates).all())


class _Names:
    def __init__(self, document: Document, templates: str) -> None:
        self.document, self.data, self.templates = document, document.data, templates
        # Code from elsewhere may read whatever it likes.
        self.is_open = bool(self.data.get("hooks")) or not _plugins(self.data.get("plugins")) <= foreign.PLUGINS

    def all(self) -> Iterator[Problem]:
        """Every name that nothing reads, from the top down."""
        yield from self.below((), foreign.SETTINGS, "at the top")
        theme = self.data.get("theme")
        if isinstance(theme, dict) and theme.get("name") == "material":
            yield from self.below(("theme",), foreign.THEME, "below theme")
            yield from self.palettes(theme.get("palette"))
            yield from self.below(("theme", "font"), foreign.FONT, "below font")
            yield from self.features(theme.get("features"))
        yield from self.below(("extra",), _EXTRA, "below extra")

    def below(self, loc: Loc, known: Set[str], where: str) -> Iterator[Problem]:
        """The names of a group of fields that are none of the known ones, and that no template of theirs reads."""
        group = value_at(self.data, loc) if loc else self.data
        for name in group if isinstance(group, dict) else ():
            if name in known or self.is_read(loc, name):
                continue
            near, place = closest(name, known), next((w for w, names in _PLACES if name in names and w != where), None)
            hint = f"Delete it. The names {where} are: {', '.join(sorted(known))}."
            hint = f"It belongs {place}." if place else f'Did you mean "{near}"?' if near else hint
            foreign_one = self.is_open and loc == ("extra",) and near not in OURS
            yield self.problem(
                (*loc, name),
                f'Nothing reads "{name}" {where}.',
                hint,
                Severity.WARNING if foreign_one else Severity.ERROR,
            )

    def palettes(self, value: Any) -> Iterator[Problem]:
        """The names in one palette, or in a list of them."""
        locs: list[Loc] = [("theme", "palette")]
        if isinstance(value, list):
            locs = [("theme", "palette", index) for index in range(len(value))]
        for loc in locs:
            yield from self.below(loc, foreign.PALETTE[""], "in a palette")
            yield from self.below((*loc, "toggle"), foreign.PALETTE["toggle"], "in a toggle")

    def features(self, value: Any) -> Iterator[Problem]:
        """The switches that the theme does not have."""
        for index, name in enumerate(value if isinstance(value, list) else ()):
            if isinstance(name, str) and name not in foreign.FEATURES and f'"{name}"' not in self.templates:
                near = closest(name, foreign.FEATURES)
                hint = f'Did you mean "{near}"?' if near else "Delete it."
                loc = ("theme", "features", index)
                yield self.problem(loc, f'The theme has no switch "{name}".', hint, Severity.WARNING, key=False)

    def is_read(self, loc: Loc, name: str) -> bool:
        """Whether a template of the maintainer's own reads a name of `extra` or `theme`."""
        if len(loc) != 1 or not self.templates:
            return False
        group, plain = loc[0], re.escape(name)
        return bool(
            re.search(rf"\b{group}(?:\.{plain}\b|\[[\"']{plain}[\"']\]|\.get\([\"']{plain}[\"'])", self.templates)
        )

    def problem(self, loc: Loc, message: str, hint: str, severity: Severity, *, key: bool = True) -> Problem:
        """A problem at a name, or at a value."""
        rule = "unknown-setting"
        return Problem(self.document.path, *self.document.where(loc, key=key), rule, message, hint, severity)


def _plugins(value: Any) -> Set[str]:
    """The names of the plugins, however they are written down."""
    names = (
        [next(iter(item), "") if isinstance(item, dict) else item for item in value] if isinstance(value, list) else []
    )
    names = list(value) if isinstance(value, dict) else names
    return {str(name).removeprefix("material/") for name in names}
