"""Runs the desk's routing by SimPy's clock: `switchboard simulate`, and What if on the page."""
