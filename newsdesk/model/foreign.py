"""Names in mkdocs.yml and at the top of pages in docs that belong to MkDocs, to its theme and to their plugins.

Taken from the installed sources, which a test compares with this list: what is not here and not ours is
a slip of the pen.
"""

SETTINGS = frozenset(
    "INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css"
    " extra_javascript extra_templates google_analytics hooks markdown_extensions nav not_in_nav pages plugins"
    " remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url strict"
    " theme use_directory_urls validation watch".split()
)
"""What MkDocs reads at the top of mkdocs.yml."""
THEME = frozenset(
    "custom_dir direction favicon features font icon include_search_page language locale logo name palette"
    " search_index_only static_templates".split()
)
"""What MkDocs and Material read below `theme`."""
EXTRA = frozenset(
    "alternate analytics annotate consent generator homepage polyfills scope social status tags version".split()
)
"""What Material and its plugins read below `extra`; ours are the fields of `model.settings.Extra`."""
PALETTE = {"": frozenset({"accent", "media", "primary", "scheme", "toggle"}), "toggle": frozenset({"icon", "name"})}
"""What Material reads in each palette, and in its switch."""
FONT = frozenset({"code", "text"})
"""What Material reads below `theme.font`."""
FEATURES = frozenset(
    "announce.dismiss content.action.edit content.action.view content.code.annotate content.code.copy"
    " content.code.select content.footnote.tooltips content.lazy content.tabs.link content.tooltips header.autohide"
    " navigation.expand navigation.footer navigation.indexes navigation.instant navigation.instant.prefetch"
    " navigation.instant.preview navigation.instant.progress navigation.path navigation.prune navigation.sections"
    " navigation.tabs navigation.tabs.sticky navigation.top navigation.tracking search.highlight search.share"
    " search.suggest toc.follow toc.integrate".split()
)
"""The switches of Material in `theme.features`."""
PLUGINS = frozenset("blog group info meta offline optimize privacy projects search social tags typeset".split())
"""The plugins that come with MkDocs and Material."""
PAGE = frozenset(
    "author description hide icon location revision_date search social status subtitle tags template title".split()
)
"""What MkDocs, Material and their plugins read at the top of a page in docs."""
HIDE = frozenset({"feedback", "footer", "navigation", "path", "tags", "toc"})
"""What a page may hide."""
