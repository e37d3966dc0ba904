"""What people keep in texts: codes, kinds, labelled values, known forms, what is missing."""
