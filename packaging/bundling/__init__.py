"""Making and checking the bundle that runs without Python; called by ``dev.py build`` with the .venv's Python.

`names` and `contents` say what it is called and what belongs in it, `spec_parts` hands that to PyInstaller, `build`
runs it all.
"""
