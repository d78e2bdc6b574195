"""How topics, hours and holidays are written, and what holds where page and file differ."""
