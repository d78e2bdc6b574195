"""Torture: conversations without pause, faults by a schedule, and a comparison with all that is
left."""
