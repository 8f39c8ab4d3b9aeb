"""What does a plan return, how surely, and when is money needed?"""
