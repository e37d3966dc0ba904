"""What runs beside compiled code: dispatch, deopt, journal, ledger, registry."""
