"""What figures and periods mean. Pure."""
