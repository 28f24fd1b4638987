"""Every change a person can make, as a named command through one door."""
