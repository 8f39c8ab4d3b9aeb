"""How things are said: sentences, numbers, dates, money, lists, and findings."""
