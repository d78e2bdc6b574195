"""What is held back of what people say: floods, words that never pass, rules for staff's words."""
