"""Services that deep-translator asks."""
