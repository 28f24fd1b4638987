"""What a person is told of a fault of the program's, and how it is handed to whoever helps."""
