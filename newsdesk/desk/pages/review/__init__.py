"""Review: an entry beside all that it rests on comes in; a signature, a note or a second coding goes out."""

from newsdesk.desk.pages.review import preview

ROUTES = [*preview.ROUTES]
