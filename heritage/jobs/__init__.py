"""Work to be done later: enqueue, claim, finish, retry, progress."""
