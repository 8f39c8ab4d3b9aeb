"""How do groups of customers score?"""
