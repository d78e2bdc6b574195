"""What people live through at the desk, told as stories."""
