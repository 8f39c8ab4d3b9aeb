"""How things are drawn: template, colours, and pieces that charts share."""
