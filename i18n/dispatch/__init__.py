"""Dispatch: sentences to engines and answers back, in parcels an engine bears and at its pace."""
