"""What a page says of time by other words goes in; the days, months and years that they mean go out."""
