"""The law: permissions, clearance, and which rows each viewer sees."""
