"""The published site: localized files, and the pages that show them."""
