"""The newsletter in mkdocs.yml: good and bad values, with the whole message."""

from tables import each

from newsdesk.check.shape import shape
from newsdesk.load.config import parse_config
from newsdesk.model.settings import Settings

GOOD = {
    "from": "Our Digest <digest@example.org>",
    "to": "readers@lists.example.org",
    "list_id": "readers.lists.example.org",
    "unsubscribe": "https://example.org/leave?list=1",
}
ADDRESS = "Write digest@example.org, or Our Digest <digest@example.org>."
FULL = "Write it in full, with http:// or https:// in front."
LINES = {"from": 4, "to": 5, "list_id": 6, "unsubscribe": 7}


def problems(**changes: str | None) -> list[tuple[int, str, str, str]]:
    fields = {**GOOD, **{name.rstrip("_"): value for name, value in changes.items()}}
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items() if value is not None)
    document, found = parse_config("mkdocs.yml", f"site_name: x\nextra:\n  newsletter:\n{lines}".encode())
    assert document
    settings, faults = shape(Settings, document)
    assert (settings is None) == bool(faults)
    return [(p.line, p.rule, p.message, p.hint) for p in found + faults]


@each(
    "changes",
    [
        {},
        {"list_id": None, "unsubscribe": None},
        {"unsubscribe": "mailto:leave@lists.example.org?subject=leave"},
        {"from_": "'\"Digest, Our\" <digest@example.org>'"},
        {"from_": "Наш обзор <digest@example.org>"},
    ],
)
def test_a_newsletter_may_look_like_this(changes: dict[str, str | None]) -> None:
    assert problems(**changes) == []


@each(
    ("field", "value", "rule", "message", "hint"),
    [
        ("from", "digest", "bad-mailbox", '"digest" is no e-mail address.', ADDRESS),
        ("from", "a@b.example, c@d.eu", "bad-mailbox", '"a@b.example, c@d.eu" is no e-mail address.', ADDRESS),
        ("from", "Our Digest <digest@>", "bad-mailbox", '"Our Digest <digest@>" is no e-mail address.', ADDRESS),
        ("from", "обзор@example.org", "bad-mailbox", '"обзор@example.org" is no e-mail address.', ADDRESS),
        (
            "from",
            '"a@b.example\\nBcc: c@d.example"',
            "bad-mailbox",
            '"a@b.example Bcc: c@d.example" is no e-mail address.',
            ADDRESS,
        ),
        ("to", "'readers:;'", "bad-mailbox", '"readers:;" is no e-mail address.', ADDRESS),
        ("list_id", "Our readers", "bad-domain", '"Our readers" is not a domain.', None),
        (
            "unsubscribe",
            "example.org/leave",
            "unsafe-address",
            '"example.org/leave" is not an address that a page may link to.',
            FULL,
        ),
        (
            "unsubscribe",
            "mailto:leave",
            "unsafe-address",
            '"mailto:leave" is not an address that a page may link to.',
            FULL,
        ),
        (
            "unsubscribe",
            "javascript:alert(1)",
            "unsafe-address",
            '"javascript:alert(1)" is not an address that a page may link to.',
            FULL,
        ),
    ],
)
def test_a_fault_has_its_place_and_the_way_out(
    field: str, value: str, rule: str, message: str, hint: str | None
) -> None:
    ((line, found, said, way_out),) = problems(**{f"{field}_": value})
    assert (line, found, said.replace("\n", " ")) == (LINES[field], rule, message)
    assert hint is None or way_out == hint


def test_what_is_missing_or_unknown_is_named() -> None:
    assert [(rule, message) for _, rule, message, _ in problems(to=None)] == [("missing-field", '"to" is missing.')]
    assert [message for _, _, message, _ in problems(reply="x")] == ['"reply" is not a field here.']
