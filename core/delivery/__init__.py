"""The durable way: the worker that empties the inbox and the relay that empties the outbox."""
