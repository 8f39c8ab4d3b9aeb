"""What goes with the score, and where to start?"""
