"""The desk: the page in a browser where articles are reviewed."""
