"""Maps: points, countries and their counts come in, lines, marks and names without collisions go out."""
