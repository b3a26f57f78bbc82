"""The way out: pages and files of the views come in, the finished site goes out."""
