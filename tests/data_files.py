"""The data files of the invented collection, and of changed ones."""

import json
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from invented import collection

from newsdesk.collection import Collection
from newsdesk.views import File, whole
from newsdesk.views.data import api, downloads

SCHEMAS = Path(__file__).parent / "schemas"
SITE = "https://example.org/press/"
# Hosts of the only outlet that falls under the policy on designations.
LAMP = ("lamp.example.net", "lamp-society.example.com")


def made_of(known: Collection) -> dict[str, File]:
    """Every data file of a collection by its path."""
    made = whole(known, chain(api(known), downloads(known)))
    return {file.path: file for file in made if isinstance(file, File)}


@cache
def files() -> dict[str, File]:
    """Every data file of the invented collection."""
    return made_of(collection())


def loaded(path: str) -> Any:
    """The JSON of one of them."""
    return json.loads(files()[path].text)


def schema(name: str) -> Any:
    """A published schema that lies beside the tests."""
    return json.loads((SCHEMAS / name).read_text("utf-8"))
