"""A note as an email, letter, card or phone script; the clipboard and the mail program."""
