"""Shell completion, manual page, daily reminder and editor: what connects us to the system."""
