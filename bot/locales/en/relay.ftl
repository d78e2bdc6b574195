### What customers who stay in the bot's chat, and their staff in groups, are told, in English.

desk-card =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Answers: { $operator }
    { $history }
    Reply to a message to answer the customer. Everything else stays here.
desk-card-closed =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Closed.
button-close-desk = Close the request
