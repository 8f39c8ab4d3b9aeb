"""What are customers worth, and which change is worth most?"""
