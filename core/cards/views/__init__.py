"""What cards and messages show, from plain values. Pure."""
