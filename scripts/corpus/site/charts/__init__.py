"""The charts, as SVG from tables in a fixed order. Knows counts and shapes, not the pages that show them.

All is computed from records and tables in a fixed order, so the same records give the same bytes.
Colours come from docs/assets/site/charts.css; no picture says anything by colour alone.
"""
