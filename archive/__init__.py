"""Keeps transcripts on disk: files are projections of rows, and can be made again from nothing."""
