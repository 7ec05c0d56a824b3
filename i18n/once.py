"""A property that is made once: when it is first asked for, and kept in its object."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made = TypeVar("Made")


class Once(Generic[Made]):
    """What `functools.cached_property` is, for objects that no two threads share.

    That one takes a lock until Python 3.12, which costs more than most readings of a sentence.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Made: ...

    def __get__(self, instance: object | None, owner: type) -> Self | Made:
        if instance is None:
            return self
        made = instance.__dict__[self.name] = self.make(instance)
        return made


once = Once
"""The decorator."""
