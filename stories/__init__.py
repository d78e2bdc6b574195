"""Stories played by sandbox persons through the whole desk: the demo and the replay."""
