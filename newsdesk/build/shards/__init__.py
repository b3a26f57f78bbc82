"""Years of a site, each made by itself: a collection comes in, a file for each year goes out, and one site of them all.

What a year's file holds is never trusted further than what it was made from: every part says what it has read, as
between two builds of one machine (docs/decisions/0018-parts.md), and is made again where that has changed.
"""
