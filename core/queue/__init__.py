"""The queue: who is next, who takes by hand, and how it stands for those who look."""
