"""Do the main job by keys and hear what a blind person hears of it."""
