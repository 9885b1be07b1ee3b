"""What sets up, runs, tests, measures and packages the project; nothing of it is installed."""
