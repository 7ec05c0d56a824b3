"""Google Cloud Translation, by REST."""
