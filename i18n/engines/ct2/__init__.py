"""A model on this machine, run by CTranslate2."""
