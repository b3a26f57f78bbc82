"""Review: an entry beside all that it rests on comes in; a signature, a note or a second coding goes out."""

from newsdesk.desk.pages.review import acting, blind, preview, queue, sheet

ROUTES = [*queue.ROUTES, *sheet.ROUTES, *acting.ROUTES, *blind.ROUTES, *preview.ROUTES]
