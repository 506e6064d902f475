"""What Steady remembers: little, in cipher, and only after consent.

Imports nothing else of ours; secrets, addresses and switches are passed in.
"""
