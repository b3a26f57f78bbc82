"""From a capture to a draft entry: quotations, names and look-alikes are suggestions, and an editor decides."""
