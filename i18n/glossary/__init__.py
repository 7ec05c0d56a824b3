"""The glossary: terms with their approved and forbidden forms, found in texts as they inflect."""
