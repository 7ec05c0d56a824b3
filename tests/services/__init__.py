"""Services: stand-ins on 127.0.0.1 for the services that engines ask, one module an engine.

A module has the class `Service`, the variables `KEYS` an engine needs, and `options(service)`,
what `[engines.NAME]` would say. `tests/test_contract.py` runs every engine against its own.
"""
