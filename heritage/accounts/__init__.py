"""The people who work here: roles, clearance, sign-ins, invitations."""
