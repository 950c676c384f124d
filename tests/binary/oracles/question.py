"""What another tool and wasmlint are both asked about a module, in terms that can be equal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from wasmlint.binary.module import Component, Module

Facts = Mapping[str, Mapping[Any, Any]]
"""By subject, such as `imports`: facts by place, by function index, or by caller and callee."""

Layer = TypeVar("Layer", Module, Component, Module | Component)


@dataclass(frozen=True)
class Question(Generic[Layer]):
    """One run of a tool, and what it must say if wasmlint is right.

    `theirs` raises `RefusedError` where the tool cannot read the file. Offsets in both answers
    count from the start of the module, also where it is nested in a component.
    """

    tool: str
    subjects: tuple[str, ...]
    theirs: Callable[[Path], Facts]
    ours: Callable[[Layer], Facts]


def by_place(items: Iterable[Any]) -> dict[int, Any]:
    """The items by their place, from 0."""
    return dict(enumerate(items))
