"""The door of the desk: who comes in, by which request, and what every answer says."""
