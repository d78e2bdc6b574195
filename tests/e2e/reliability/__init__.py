"""Bad days: parts killed, connections cut, servers away. Nothing may be lost."""
