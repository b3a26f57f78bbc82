"""The data model: plain data comes in, typed, frozen records and their vocabularies go out."""

from newsdesk.model.corrections import Correction, RecordCorrection
from newsdesk.model.digest import Digest, Edition, LeftOut, Screened
from newsdesk.model.edtf import Edtf, Point
from newsdesk.model.entry import Entry, Quote, Source, VerifiedRole, Version
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
    "Account",
    "Actor",
    "Author",
    "Basis",
    "Cited",
    "Correction",
    "CorrectionKind",
    "DateBasis",
    "DatedStatement",
    "Description",
    "Designation",
    "DesignationKind",
    "Digest",
    "DigestStatus",
    "Dispute",
    "Edition",
    "Edtf",
    "Entry",
    "Evidence",
    "Fact",
    "Genre",
    "Identified",
    "LeftOut",
    "Moved",
    "MovedPages",
    "Name",
    "OtherDate",
    "Outlet",
    "OutletKind",
    "Person",
    "PersonKind",
    "Place",
    "Point",
    "Quote",
    "Read",
    "Record",
    "RecordCorrection",
    "Reference",
    "Reply",
    "Review",
    "Role",
    "Screened",
    "Source",
    "Story",
    "Term",
    "Topic",
    "Translation",
    "VerifiedRole",
    "Version",
    "lean",
]
