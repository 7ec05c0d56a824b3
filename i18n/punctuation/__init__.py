"""Punctuation: quotation marks and the ends of sentences, in whatever script."""
