"""The desk: clicks and keys of an editor come in, verbs and changed files go out, as pages on this machine alone.

It holds nothing that is not in a file. A page is a module with `ROUTES`, named in `newsdesk/desk/app.py`; its HTML is
a template below `newsdesk/templates/desk/` that extends `desk/base.html`; its script is a module below
`newsdesk/desk/assets/`, which says its texts by `_("…")` of `desk.js`. What changes a file is a verb, done by
`Desk.perform`, or an edit by `newsdesk/store/editing/`, done in `Desk.writing`.
"""
