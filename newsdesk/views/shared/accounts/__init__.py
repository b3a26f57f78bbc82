"""Accounts of contested questions: who gives them, how we know them, and the figures in them."""
