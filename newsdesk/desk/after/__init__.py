"""After publication: a wish for what has gone out comes in; what would happen, and the verb for it, go out."""
