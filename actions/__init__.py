"""Rasa custom actions, one module per topic: read the tracker, call records or content,
return events and names of responses. No prose, no SQL.
"""
