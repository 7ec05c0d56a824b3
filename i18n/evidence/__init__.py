"""Evidence: what checks read of a source and its translation, and how they say what is wrong."""
