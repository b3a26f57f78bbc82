"""Newsdesk: checks a media-monitoring digest and renders it as a static site."""

__version__ = "0.1.0"
