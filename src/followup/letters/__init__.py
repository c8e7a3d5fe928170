"""A note in the form that it is sent in: one file a form. Pure, but for `handing`; see `forms`."""
