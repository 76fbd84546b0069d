"""Parses points, GeoJSON and TopoJSON, or raises the reason why not. Knows no field except its format."""

import math
from collections.abc import Callable
from typing import Any

from .bad import NUMBER, Bad, from_json

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_OTHERS = ("GeometryCollection", "Feature", "FeatureCollection")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def point(format_: str) -> Callable[[str], Any]:
    """The parser of a point in one of its three formats."""
    expected = {"array": "[longitude, latitude]", "object": '{"lon": longitude, "lat": latitude}'}.get(
        format_, "longitude,latitude"
    )

    def parse(text: str) -> tuple[float, float]:
        pair: list[Any]
        if format_ == "array":
            pair = from_json(text, list, "array of longitude and latitude")
        elif format_ == "object":
            both = from_json(text, dict, "object of lon and lat")
            pair = [both.get("lon"), both.get("lat")]
        else:
            parts = [p.strip(" ") for p in text.split(",")]
            pair = [float(p) if NUMBER.fullmatch(p) else None for p in parts]
        if len(pair) != 2 or not all(map(_is_number, pair)):
            raise Bad("V001.point", expected=expected)
        if not (-180 <= pair[0] <= 180 and -90 <= pair[1] <= 90):
            hint = "Longitude comes first." if -90 <= pair[0] <= 90 else None
            raise Bad("V001.off-earth", form=expected, hint=hint)
        return pair[0], pair[1]

    return parse


def geojson(format_: str) -> Callable[[str], Any]:
    """The parser of GeoJSON or TopoJSON."""
    name, check = ("TopoJSON", _topology_fault) if format_ == "topojson" else ("GeoJSON", _object_fault)

    def parse(text: str) -> Any:
        value = from_json(text, dict, f"object of {name}")
        if fault := check(value):
            raise Bad("V001.geojson", name=name, fault=fault)
        return value

    return parse


def _object_fault(value: Any, geometry: bool = False) -> str | None:
    """The fault of a GeoJSON object, in words."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in _DEPTH:
        return _coordinates_fault(value.get("coordinates"), kind, _DEPTH[kind])
    if kind == "GeometryCollection":
        return _each(value.get("geometries"), "geometries", lambda v: _object_fault(v, True))
    if geometry or kind not in _OTHERS:
        return f"a type is expected, one of {', '.join([*_DEPTH, *(_OTHERS[:1] if geometry else _OTHERS)])}"
    if kind == "FeatureCollection":
        return _each(value.get("features"), "features", _feature_fault)
    return _feature_fault(value)


def _feature_fault(value: Any) -> str | None:
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return "a Feature is expected in features"
    for name in ("geometry", "properties"):
        if name not in value:
            return f"the Feature has no {name}"
        if not isinstance(value[name], (dict, type(None))):
            return f"{name} is not an object"
    return _object_fault(value["geometry"], True) if value["geometry"] is not None else None


def _each(values: Any, name: str, check: Callable[[Any], str | None]) -> str | None:
    if not isinstance(values, list):
        return f"it has no list of {name}"
    return next((fault for v in values if (fault := check(v))), None)


def _coordinates_fault(value: Any, kind: str, depth: int) -> str | None:
    if not isinstance(value, list):
        return f"the coordinates of {kind} are not a list" + (" of lists" if depth else "")
    if not value:
        return None
    if depth == 0:
        sound = len(value) >= 2 and all(map(_is_number, value))
        return None if sound else f"a position in {kind} is not two numbers or more"
    if depth == 1 and "Line" in kind and len(value) < 2:
        return f"a line in {kind} has fewer than two positions"
    if depth == 1 and "Polygon" in kind and (len(value) < 4 or value[0] != value[-1]):
        return f"a ring in {kind} has fewer than four positions, or does not end where it begins"
    return next((fault for v in value if (fault := _coordinates_fault(v, kind, depth - 1))), None)


def _topology_fault(value: Any) -> str | None:
    if value.get("type") != "Topology":
        return "the type is not Topology"
    objects = value.get("objects")
    if not isinstance(objects, dict) or not all(isinstance(o, dict) and "type" in o for o in objects.values()):
        return "objects is not an object of geometries"
    return _each(value.get("arcs"), "arcs", lambda arc: _coordinates_fault(arc, "LineString", 1))
