"""CX Workbench: from customer feedback to decisions."""
