"""Releases on the disk: files with their checksums come in, a folder or what is wrong with one goes out."""
