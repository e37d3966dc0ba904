"""What few observations leave open though anyone would ask: other readings, which must give the same answer."""
