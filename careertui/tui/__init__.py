"""The screens: records come in as values, intents go out as messages; only a screen calls the planner."""
