"""A validator for any Data Package. Knows the Frictionless standards and CSV, not our records or this repository."""
