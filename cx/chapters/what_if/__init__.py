"""What score goes with other ratings, another mix, or a smaller gap?"""
