"""Who a customer is to the desk: greeting, contact, language, help, asking for a ticket."""
