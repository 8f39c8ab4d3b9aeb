"""How things are said: sentences, numbers, dates, money, lists, and findings."""

from cx.text.saying import Said, enumerated, paragraph, said, say, say_n, translated

__all__ = ["Said", "enumerated", "paragraph", "said", "say", "say_n", "translated"]
