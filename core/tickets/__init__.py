"""A ticket's life: begin, offers, hand over, presence, end."""
