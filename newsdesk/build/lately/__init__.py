"""What has changed since all was looked at: a collection comes in, what a look at all would find goes out."""
