"""The invented news week: its texts, its world, its page templates and the writers of its files."""
