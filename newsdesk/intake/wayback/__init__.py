"""The Wayback Machine: pages with the days that count go in, archived copies or its refusals come out."""
