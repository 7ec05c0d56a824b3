"""Files for people who review in other programs: out by `outgoing`, back by `delivery` and `merging`."""
