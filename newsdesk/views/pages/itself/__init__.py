"""Pages about the site itself: who answers for it, what has moved, and what search engines are told."""
