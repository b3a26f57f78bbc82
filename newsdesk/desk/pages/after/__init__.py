"""After publication: what has gone out is corrected, moved, withdrawn or answered; weeks go out; gaps are told."""

from newsdesk.desk.pages.after import about, gaps, record, weeks

ROUTES = [*record.ROUTES, *weeks.ROUTES, *gaps.ROUTES, *about.ROUTES]
