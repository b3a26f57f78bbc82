"""The collection as the desk knows it, gathered once after each change: for weeks, gaps and balance."""

from newsdesk.build.examining import Examined
from newsdesk.collection import Collection
from newsdesk.desk.office import Desk
from newsdesk.problems import Refusal, has_errors, tally


def collection_of(desk: Desk, examined: Examined) -> Collection | None:
    """The collection that was looked at; None where it has an error."""
    if examined.settings is None or has_errors(examined.problems):
        return None
    settings = examined.settings
    return desk.once(examined, "collection", lambda: Collection.of(examined.draft, settings))


def needed(desk: Desk) -> Collection:
    """The same; Refusal where it has an error, which says how many."""
    found = collection_of(desk, without_errors(desk))
    assert found
    return found


def without_errors(desk: Desk) -> Examined:
    """What was looked at; Refusal where it has an error, which says how many."""
    examined = desk.looked()
    errors = [problem for problem in examined.problems if has_errors([problem])]
    if errors or examined.settings is None:
        raise Refusal(f"The collection has {tally(errors)}: mend that first. The top of this page says where.")
    return examined
