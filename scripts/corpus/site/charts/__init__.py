"""Pictures as SVG: ``drawing`` has the parts, ``shapes`` the kinds of picture, ``figures`` what they are drawn from.

All is computed from records and tables in a fixed order, so the same records give the same bytes.
Colours come from docs/assets/site/charts.css; no picture says anything by colour alone.
"""
