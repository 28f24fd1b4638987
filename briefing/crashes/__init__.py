"""What is kept on this computer when something goes wrong: the log, the mark of a run, reports of faults. No Qt."""
