"""What all JSON-LD is made of: nodes in the terms of schema.org, their addresses, and those of places."""

from typing import Any

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.model import Place
from newsdesk.model.addresses import place_path
from newsdesk.views.data.published import dumped
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.page import LICENCE_URL, root_of, shared

Node = dict[str, Any]
CONTEXT = "https://schema.org"


def as_script(node: Node) -> Markup:
    """A node as the text of a script element: nothing in it can end the element or start another."""
    text = dumped({"@context": CONTEXT, **node})
    return Markup(text.replace("<", "\\u003c"))


def base_of(collection: Collection, page: str) -> str:
    """What stands before the paths of addresses: the site's own address or, while it has none, the way to its top."""
    site = collection.settings.site_url
    return f"{site.rstrip('/')}/" if site else root_of(page)


def full(node: Node) -> Node:
    """A node without what is empty."""
    return {name: value for name, value in node.items() if value}


def same_as(node: Node, item: str | None) -> Node:
    """A node with its item in Wikidata, where one is known."""
    return {**node, "sameAs": f"https://www.wikidata.org/entity/{item}"} if item else node


def place_node(collection: Collection, place: Place) -> Node:
    """A place, with its coordinates where they are known."""
    path, at = place_path(place.id), place.coordinates
    others = dict.fromkeys(name.text for name in (place.name_native, *place.aliases) if name)
    node = {
        "@type": "Place",
        "@id": base_of(collection, path) + path,
        "name": place.name,
        "alternateName": list(others),
        "description": place.note,
        "geo": {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude} if at else None,
        "containedInPlace": {"@type": "Country", "name": country_name(collection.words, place.country)},
    }
    return same_as(full(node), place.wikidata)


def signposts(collection: Collection, path: str, data: str, kind: str) -> Markup:
    """Where a program goes from the page of a record: what to cite, its JSON, its licence and its kind."""
    words, root = collection.words, collection.settings.root
    address = f"{root}{path}" if root else None
    label = words("This record as data")
    return shared(words, "signposts", address, f"{root_of(path)}api/v1/{data}.json", LICENCE_URL, label, kind)
