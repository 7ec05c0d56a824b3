"""Commands with commands of their own: one module a group, `group` in it, set into `cli`."""
