### Forum topics of the staff, and what the customer sees meanwhile in the bot's chat. In English.

here-waiting =
    { $card }
    You can write on right here: everything reaches the operator.
here-coming =
    <b>Ticket #{ $ticket }</b>
    We have found an operator for you. Write right here, in this chat: the answer comes here too.
here-active =
    <b>Ticket #{ $ticket }</b>
    { $operator } is here for you. Just write right here, in this chat.
mention = <a href="tg://user?id={ $person }">{ $name }</a>
thread-card =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Operator: { $operator }
    Whatever you write in this topic goes to the customer. What begins with { $prefix }, and every /note, stays among staff.
thread-card-waiting =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    Waits for an operator.
thread-card-closed =
    <b>#{ $ticket } · { $topic }</b>
    { $customer }
    This ticket is closed.
thread-holder = { $operator }, ticket #{ $ticket } is yours now.
thread-made-anew = ♻️ The topic of ticket #{ $ticket } was deleted, so here is a new one. The customer has noticed nothing. What they said so far follows below; the answers are in the history, see the button under the card.
thread-is-closed = The ticket of this topic is closed, so the customer does not get what is written here. The topic opens again when they write to us.
enter-here =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    This customer is answered from a staff group. The button takes you there.
