### What customers who stay in the bot's chat, and their staff in groups, are told, in English.

choose-topic = Hello! Please choose what it is about.
choose-topic-by-button = Please choose the topic with one of the buttons. If you have changed your mind, send /cancel.
ask-question = Thank you! Now write your question.
question-accepted =
    <b>Request #{ $ticket }</b>
    Your question was accepted. The answer comes right here; you may write on.
question-cancelled = All right, nothing was asked. Send /start whenever you need us.
desk-farewell = Your request was closed. Is everything clear now?
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
