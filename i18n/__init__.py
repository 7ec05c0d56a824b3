"""Language machinery: text in, values out. It knows no project, no terminal, no web."""
