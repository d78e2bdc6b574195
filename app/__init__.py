"""Wires the desk together: settings, processes, scheduler and command line know every adapter."""
