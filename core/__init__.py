"""What the desk is, whatever it talks through: rules, use cases and the ports they need."""
