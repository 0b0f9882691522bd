"""The private names that streams/ uses are those that were read when the pins were set."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import streams.feed
from streams.privates import ATTRIBUTES, FUNCTIONS

SOURCES = sorted(Path(streams.feed.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_streams_rests_on_is_unchanged(name: str) -> None:
    source = inspect.getsource(inspect.unwrap(_plain(_named(name))))
    assert sha256(source.encode()).hexdigest()[:12] == FUNCTIONS[name], f"{name} changed: see streams/privates.py"


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_an_attribute_that_streams_uses_is_still_there(name: str) -> None:
    owner = _named(ATTRIBUTES[name])
    assert any(name in inspect.getsource(each) for each in inspect.getmro(owner)[:-1])


def test_no_other_private_name_of_others_is_used() -> None:
    listed = set(ATTRIBUTES) | {name.rpartition(".")[2] for name in FUNCTIONS} | {"_exit", "_PARTITION_EOF"}
    trees = [ast.parse(path.read_text()) for path in SOURCES]
    ours = {name for tree in trees for name in _defined(tree)}
    used = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {name for name in used if name.startswith("_") and not name.startswith("__")} - ours <= listed


def _named(name: str) -> Any:
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def _plain(found: Any) -> Any:
    """The function of one of mode's tasks."""
    return getattr(found, "fun", found)


def _defined(tree: ast.AST) -> Iterator[str]:
    """Private names that our own classes define: methods, and attributes set on self."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
