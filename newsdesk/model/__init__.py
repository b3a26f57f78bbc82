"""The data model: plain data comes in, typed, frozen records and their vocabularies go out.

What is named here is imported when somebody asks for it: who needs a code or an address needs no record.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.model.corrections import Correction, RecordCorrection
    from newsdesk.model.digest import Digest, Edition, LeftOut, Screened
    from newsdesk.model.edtf import Edtf, Point
    from newsdesk.model.entry import Entry, Quote, Signer, Source, VerifiedRole, Version
    from newsdesk.model.evidence import Evidence
    from newsdesk.model.made import Reply, Review
    from newsdesk.model.moved import Moved, MovedPages
    from newsdesk.model.record import Fact, Name, Record, Translation, lean
    from newsdesk.model.references import Reference
    from newsdesk.model.register import (
        Account,
        DatedStatement,
        Description,
        Designation,
        Dispute,
        OtherDate,
        Outlet,
        Person,
        Place,
        Role,
        Story,
        Topic,
    )
    from newsdesk.model.terms import (
        Actor,
        Author,
        Basis,
        Cited,
        CorrectionKind,
        DateBasis,
        DesignationKind,
        DigestStatus,
        Genre,
        Identified,
        OutletKind,
        PersonKind,
        Read,
        Term,
    )

__all__ = [
    "Account", "Actor", "Author", "Basis", "Cited", "Correction", "CorrectionKind", "DateBasis", "DatedStatement",
    "Description", "Designation", "DesignationKind", "Digest", "DigestStatus", "Dispute", "Edition", "Edtf", "Entry",
    "Evidence", "Fact", "Genre", "Identified", "LeftOut", "Moved", "MovedPages", "Name", "OtherDate", "Outlet",
    "OutletKind", "Person", "PersonKind", "Place", "Point", "Quote", "Read", "Record", "RecordCorrection", "Reference",
    "Reply", "Review", "Role", "Screened", "Signer", "Source", "Story", "Term", "Topic", "Translation", "VerifiedRole",
    "Version", "lean",
]  # fmt: skip

_HOMES = {
    "corrections": "Correction RecordCorrection",
    "digest": "Digest Edition LeftOut Screened",
    "edtf": "Edtf Point",
    "entry": "Entry Quote Signer Source VerifiedRole Version",
    "evidence": "Evidence",
    "made": "Reply Review",
    "moved": "Moved MovedPages",
    "record": "Fact Name Record Translation lean",
    "references": "Reference",
    "register": "Account DatedStatement Description Designation Dispute OtherDate Outlet Person Place Role Story Topic",
    "terms": "Actor Author Basis Cited CorrectionKind DateBasis DesignationKind DigestStatus Genre Identified"
    " OutletKind PersonKind Read Term",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
