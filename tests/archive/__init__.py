"""Transcripts, as values and as files."""
