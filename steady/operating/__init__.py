"""For whoever runs Steady: figures on speed, size and understanding."""
