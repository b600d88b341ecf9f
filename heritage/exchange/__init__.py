"""What leaves and enters: one format per module, pure functions over editions."""
