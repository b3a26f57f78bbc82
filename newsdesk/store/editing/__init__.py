"""Edits of files that people write: a change to one value comes in, the same text with that change alone goes out."""

from newsdesk.store.editing.changes import Changes
from newsdesk.store.editing.document import Document

__all__ = ["Changes", "Document"]
