"""Who says a quotation: the subject of the verb beside it, by the grammar of the text's language."""

from newsdesk.intake.speakers.article import Speaker, speakers

__all__ = ["Speaker", "speakers"]
