"""One module for each verb of the desk; each works inside the unit of work it is given."""
