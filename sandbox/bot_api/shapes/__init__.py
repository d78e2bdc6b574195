"""The Bot API's JSON shapes, built from the state as plain dictionaries."""
