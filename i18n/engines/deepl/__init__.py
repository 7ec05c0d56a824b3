"""DeepL, by its own library."""
