"""What is known of a value: a lattice of shapes, shared by guards, test strategies and recompilation."""
