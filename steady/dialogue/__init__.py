"""What happens next: pure decisions on safety and courtesy, the policies that carry them
into Rasa, and the choosing of words. Prose lies in `data/`."""
