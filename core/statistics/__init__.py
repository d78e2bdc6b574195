"""The desk's figures: what they mean (`rules`), how they are asked for and kept up to date
(`reports`), what they look like (`views`).
"""
