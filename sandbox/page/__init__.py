"""A page in a browser on which one plays the people of a sandbox: phones side by side.

It stands on `sandbox.people`, `sandbox.state` and `sandbox.faults`; nothing else of the sandbox
knows it. NiceGUI serves it, which is one page a process.
"""

from __future__ import annotations

from sandbox.page.environment import Clock, PageEnvironment, Part, Parts
from sandbox.page.server import PageServer

__all__ = ["Clock", "PageEnvironment", "PageServer", "Part", "Parts"]
