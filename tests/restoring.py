"""The way back: from an entry as the API publishes it to the YAML that an editor would write."""

import json
from typing import TYPE_CHECKING, Any

import yaml

from newsdesk.model import Entry, Record

_FOLDED_FROM = 80


if TYPE_CHECKING:
    _Base = yaml.SafeDumper
else:
    _Base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):
    """Writes long texts folded, and each value in full."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > _FOLDED_FROM and " " in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def entry_yaml(published: str) -> str:
    """YAML text of an entry from the JSON of `/api/v1/entries/<id>.json`; what is as by default is left out.

    What the site works out (path, notices and the like) is not the entry's; its id is the name of the
    file and its week that of the folder. ValueError where the text is no such JSON.
    """
    data = json.loads(published)
    if not isinstance(data, dict):
        raise ValueError("An entry is a JSON object.")
    fields = {info.alias or name for name, info in Entry.model_fields.items()}
    entry = Entry.model_validate({k: v for k, v in data.items() if k in fields})
    plain = {name: value for name, value in _written(entry).items() if name not in ("id", "week")}
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _written(record: Record) -> dict[str, Any]:
    """What an editor would write down: required fields, and whatever differs from its default."""
    dumped = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    names = {(info.alias or name): name for name, info in type(record).model_fields.items()}
    full = record.model_dump(mode="json", by_alias=True)
    required = {alias for alias, name in names.items() if type(record).model_fields[name].is_required()}
    return {
        alias: full[alias] if alias in required and alias not in dumped else dumped[alias]
        for alias in names
        if alias in dumped or alias in required
    }
