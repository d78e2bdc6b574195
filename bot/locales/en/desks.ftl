### The life of a desk, in English: its card, closing, clearing. Values are put in escaped.

## The card

desk-card =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Asked: { $opened }
    { $history }
    { $operator }

    Reply to the customer’s messages or to this card to answer. Everything else stays here.
desk-customer = { $customer }
desk-customer-phone = { $customer }, { $phone }
desk-first-time = Writes for the first time.
desk-before =
    { $count ->
        [one] { $count } ticket before; it was
       *[other] { $count } tickets before; the last was
    } on { $day }: { $topic }, { $outcome }
desk-outcome-closed = closed
desk-outcome-solved = solved, says the customer
desk-outcome-unsolved = not solved, says the customer
desk-outcome-cancelled = cancelled by the customer
desk-outcome-left = the customer left
desk-outcome-silent = closed after a long silence
desk-holder = Answers: { $operator }
desk-anybody = Whoever is here may answer.
desk-card-closed =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Closed.
desk-card-went =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Moved to “{ $where }”. Replies to the messages here still reach the customer.
desk-card-waits =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Waits until another group is free.
desk-sure-to-close =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }

    Are you sure that you want to close the ticket?
button-close-desk = Close the ticket
button-desk-history = What was said before
button-desk-yes = Yes
button-desk-no = No

## Answers to those who press and write

desk-is-closed = This ticket is closed already.
desk-went-elsewhere = This ticket is not served here any more.
desk-no-ticket = Nobody is served here at the moment.
desk-close-by-reply = Reply with /close to a message of the ticket that you want to close.
desk-left =
    { $count ->
        [one] { $count } message of the last ticket could not be removed:
       *[other] { $count } messages of the last ticket could not be removed:
    } bots may not delete what is older than 48 hours, nor without the right to. Please remove them by hand.

## Whose is it?

button-whose = #{ $ticket }
answer-to-whom =
    <b>Whom does this answer?</b>
    It was not sent to anybody. Please reply to the ticket’s card, or to another message of that customer.
note-by-reply = Please send /note as a Reply to the ticket’s card, or to a message of that customer: several tickets stand here.
