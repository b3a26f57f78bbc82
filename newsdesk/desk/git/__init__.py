"""Git beside the desk: a repository comes in; what has changed, as fields, and commits that were asked for go out.

Nothing here pushes, fetches, forces or rewrites: git is asked for what it has, and told to commit chosen files.
"""
