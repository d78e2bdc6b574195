"""Draws a chart of a report by ECharts: as SVG, whose colours are the look's own variables, so that
a chart turns dark with its page; and what stands in it is never HTML."""

from __future__ import annotations

from typing import Any

from board.pages.reports_rows import Chart, Series

COLOURS = ("var(--c1)", "var(--c2)", "var(--c3)")
_TEXT, _FAINT, _LINE, _CARD = "var(--text)", "var(--faint)", "var(--line)", "var(--card)"
_LONGEST_NAME = 110
"""Of an axis, in pixels; longer names end in dots."""


def options(chart: Chart) -> dict[str, Any]:
    """As ECharts takes them. Nothing moves, and nothing is lifted under the pointer: that is
    reckoned from colours, and these are known to the browser alone."""
    names: dict[str, Any] = {
        "type": "category",
        "data": list(chart.labels),
        "axisLabel": {"color": _FAINT, "hideOverlap": True},
        "axisLine": {"lineStyle": {"color": _LINE}},
        "axisTick": {"show": False},
    }
    values = [_axis(None)]
    if any(series.is_right for series in chart.series):
        values.append(_axis(chart.most_right))
    if chart.lies:
        names |= {"inverse": True}
        names["axisLabel"] |= {"width": _LONGEST_NAME, "overflow": "truncate"}
    has_legend = len(chart.series) > 1
    return {
        "animation": False,
        "color": list(COLOURS),
        "textStyle": {"color": _TEXT, "fontFamily": "system-ui, sans-serif"},
        "legend": {
            "show": has_legend,
            "type": "scroll",
            "pageTextStyle": {"color": _TEXT},
            "top": 0,
            "left": 0,
            "icon": "roundRect",
            "textStyle": {"color": _TEXT},
            "inactiveColor": _FAINT,
        },
        "grid": {"left": 8, "right": 20, "top": 38 if has_legend else 12, "bottom": 4}
        | {"containLabel": True},
        "tooltip": {
            "trigger": "axis",
            "renderMode": "richText",
            "confine": True,
            "backgroundColor": _CARD,
            "borderColor": _LINE,
            "textStyle": {"color": _TEXT},
            "axisPointer": {"type": "line", "lineStyle": {"color": _FAINT}},
        },
        "xAxis": values if chart.lies else names,
        "yAxis": names if chart.lies else values,
        "series": [_series(one) for one in chart.series],
    }


def _axis(most: float | None) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "type": "value",
        "min": 0,
        "minInterval": 1,
        "axisLabel": {"color": _FAINT},
        "splitLine": {"lineStyle": {"color": _LINE}},
    }
    if most is not None:
        axis |= {"max": most, "splitLine": {"show": False}}
    return axis


def _series(one: Series) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": one.name,
        "type": "line" if one.is_line else "bar",
        "data": list(one.values),
        "emphasis": {"disabled": True},
    }
    if one.is_right:
        drawn["yAxisIndex"] = 1
    if one.is_line:
        drawn |= {"symbolSize": 5, "lineStyle": {"width": 2}, "connectNulls": False}
    else:
        drawn |= {"barMaxWidth": 26, "itemStyle": {"borderRadius": 3}}
    return drawn
