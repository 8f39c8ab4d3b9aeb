"""Every sentence that a person reads while a file is taken in.

Worded by the rules of the house: the person's own header and value in quotes, counts with
thousands separators, row numbers as in their file, and what to do next.
"""
