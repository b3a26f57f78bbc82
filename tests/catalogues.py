"""The script that keeps the catalogues of the interface, as a module."""

from tooling import script

messages = script("messages")
