"""Operators and supervisors: who may, shifts and breaks, members, whom the desk can reach."""
