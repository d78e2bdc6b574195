"""Transcripts on disk: files that are projections of rows, and can be made again from nothing."""
