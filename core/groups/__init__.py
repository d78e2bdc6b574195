"""The staff's groups: taken into use, lost, migrated, and what supervisors say in them."""
