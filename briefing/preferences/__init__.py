"""What a person may set: one description of every setting, their values, and the file that keeps them.

Below everything that honours a setting and without Qt, so that the command line reads the very same values. The file
is ours and not QSettings': its escapes can be read by Qt alone, and this one is as well what is exported.
"""
