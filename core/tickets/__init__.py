"""A ticket's life: it begins, is offered, handed over, ends; whether its customer is there."""
