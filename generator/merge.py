"""Layered configuration: one mapping laid over another; used by styles and forms alike."""

from __future__ import annotations

from typing import Any


def deep_merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``base`` with the entries of ``over`` laid upon it; mappings are merged, all else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = deep_merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def tuples(data: object) -> object:
    """``data`` with every list made a tuple, as strict frozen models want it."""
    if isinstance(data, dict):
        return {key: tuples(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(tuples(value) for value in data)
    return data
