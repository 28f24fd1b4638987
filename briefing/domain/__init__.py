"""What the program speaks of: frozen values and rules, free of Qt, SQL and files."""
