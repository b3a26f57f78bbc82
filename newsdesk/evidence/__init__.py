"""Evidence: an entry's claims and its article's text or fingerprint come in, a verdict on each claim goes out.

What is named here is imported when somebody asks for it: to compare words needs no record.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.evidence.claims import Claims, claims_in, claims_of
    from newsdesk.evidence.judging import Kind, Verdict, judge
    from newsdesk.evidence.passages import Text
    from newsdesk.evidence.recording import as_printed, evidence_of, forgotten, seal_of, sealed, verified, verified_in

__all__ = [
    "Claims",
    "Kind",
    "Text",
    "Verdict",
    "as_printed",
    "claims_in",
    "claims_of",
    "evidence_of",
    "forgotten",
    "judge",
    "seal_of",
    "sealed",
    "verified",
    "verified_in",
]

_HOMES = {
    "claims": "Claims claims_in claims_of",
    "judging": "Kind Verdict judge",
    "passages": "Text",
    "recording": "as_printed evidence_of forgotten seal_of sealed verified verified_in",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
