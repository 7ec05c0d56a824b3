"""Languages: told apart by their letters, and by the names that programs have for them."""
