"""The screens: what each address of the desk shows and does."""
