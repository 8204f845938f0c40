"""Citations: the grammar, and what stands beside a quotation."""
