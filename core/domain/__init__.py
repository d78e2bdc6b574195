"""Pure rules: values in, a decision out; time and randomness are arguments."""
