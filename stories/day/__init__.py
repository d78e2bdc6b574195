"""The story `day`: what a team reaches for every day, each thing as a step."""
