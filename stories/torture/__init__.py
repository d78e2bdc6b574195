"""The desk tortures itself: conversations without pause, faults without mercy, and a comparison."""
