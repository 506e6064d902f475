"""Putting the rooms together: one process with model, actions, records and channels."""
