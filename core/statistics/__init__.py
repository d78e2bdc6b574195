"""The desk's figures: computed, shown, drawn, exported, and the live boards."""
