"""From observations of one site to small programs and the guards that bound them."""
