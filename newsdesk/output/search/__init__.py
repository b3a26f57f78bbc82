"""The search index in stretches: each is made by Pagefind alone and kept; put together, they are one index.

See docs/decisions/0021-search-in-stretches.md.
"""
