"""The pictures of a page, and other files beside its article."""
