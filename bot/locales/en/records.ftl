# What is kept of desks and threads, what time does there, and how they are counted.

supervisor-left-in-group = ⚠️ A customer’s data were erased, but { $count ->
    [one] one message of or to them
   *[other] { $count } messages of or to them
} could not be deleted from the group “{ $group }”. Please delete by hand what is left there.
supervisor-topic-left = ⚠️ A customer’s data were erased, but their topic in “{ $group }” could not be deleted. Please delete it by hand: it is the one without a ticket.
desk-nudge =
    🔔 <b>Ticket #{ $ticket }</b>
    { $customer } has been waiting for an answer for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
desk-goes-on =
    <b>Ticket #{ $ticket }</b>
    { $customer } says that they still need help.
desk-customer-blocked =
    🚫 <b>Ticket #{ $ticket }</b>
    { $customer } cannot be written to: they have blocked the bot, or deleted their account. If they do not come back, the ticket closes by itself.
desk-customer-back =
    <b>Ticket #{ $ticket }</b>
    { $customer } can be written to again.
stats-rating-solved = { $rating } · solved: { $percent }% of { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
