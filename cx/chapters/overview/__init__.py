"""How are we doing, is it real, and what changed?"""
