"""Pages that references lead to: pages.yaml and our sentences come in, what a page does not bear out goes out."""
