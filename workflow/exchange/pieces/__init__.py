"""What the formats are made of: how each is written, and the rows that are read back."""
