"""The prose of a page: what an article says, as HTML that is right and safe."""
