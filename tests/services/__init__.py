"""Services: stand-ins on 127.0.0.1 for the services that engines ask, one module an engine.

A module has the class `Service`, the variables `KEYS` an engine needs, and `options(service)`,
what `[engines.NAME]` would say. It may have `FAULTS`: what a fault of the service means there, where
it means something else than elsewhere. `tests/test_contract.py` runs every engine against its own.
"""
