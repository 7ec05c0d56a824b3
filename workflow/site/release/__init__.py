"""The versions of articles: which go out, and what is known of them."""
