"""The site as it is being made, on the machine of who makes it."""
