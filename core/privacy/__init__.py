"""What is kept about a customer, given to them (/mydata) or erased (/forget)."""
