"""The charts, as SVG from tables in a fixed order. Knows counts and shapes, not the pages that show them.

The same records always give the same bytes.
Colours come from docs/assets/site/charts.css; no chart relies on colour alone.
"""
