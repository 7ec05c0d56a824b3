"""Reviewing: what a reviewer sees and does, in a terminal or in a browser."""
