"""Typography: white space and unambiguous marks, set as each language sets them."""
