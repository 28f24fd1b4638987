"""What is shown to a room, one thing at a time: slides as values, their layout and their order. No Qt."""
