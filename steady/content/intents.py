"""Names of intents that more than one room needs: a public contract, never renamed."""

SAFETY_INTENTS = frozenset(
    {"crisis_suicide", "crisis_self_harm", "crisis_harm_to_others", "crisis_medical", "disclose_abuse"}
)
