"""What Steady knows and says, read from `data/` into frozen dataclasses.

Each reader fails at start with the file, the place in it and what to do.
"""
