### Desks, and the staff's groups: taken into use, lost, found again. In English.

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
button-whose = #{ $ticket }
answer-to-whom =
    <b>Whom does this answer?</b>
    It was not sent to anybody. Please reply to the ticket’s card, or to another message of that customer.

## A group is taken into use, and out of it

group-welcome = Hello! To serve customers from here I need to be an administrator who may delete messages, change the group's info and pin messages. Then a supervisor can say /desk here, or /overflow; in a group with topics /forum, and I must manage the topics too.
group-not-seen = The group could not be checked: the server through which the bot speaks with Telegram is too old. Nothing was changed; whoever runs the bot sees more with “switchboard doctor”.
group-supervisors-only = Only a supervisor can decide what this group is for.
group-who-asks = I cannot see who is asking, because you write as the group. Please turn off “Remain anonymous” for a moment and say it again.
group-lacks =
    I cannot serve customers here yet. Please:
    { $needs }
    Then say it again.
need-forum = • turn on Topics in the group's settings
need-admin = • make me an administrator
need-delete = • let me delete messages
need-rename = • let me change the group's info (I rename it for each ticket)
need-pin = • let me pin messages
need-topics = • let me manage topics
group-is-desk = ✅ This group is a desk now: one ticket at a time. “/desk off” takes it out again.
group-is-overflow = ✅ This group takes tickets now while all desks are busy. “/overflow off” takes it out again.
group-is-forum = ✅ Every customer gets a topic here now. “/forum off” takes the forum out again.
group-busy = A ticket is being served here. Please close it first.
group-taken-out = This group takes no tickets any more.
group-taken-out-later = This group takes no more tickets; the one that is here is served to its end.
group-not-in-use = This group takes no tickets as it is.
group-migrated = This group is a supergroup now. Everything goes on here; please answer to the new messages below.
group-migrated-left =
    This group is a supergroup now. Everything goes on here; please answer to the new messages below.
    I can no longer delete what was said before ({ $count ->
        [one] { $count } message
       *[other] { $count } messages
    }): please clear it by hand when the ticket is closed.

## Lost and found

supervisor-group-lost =
    ⚠️ “{ $group }” takes no tickets for now: { $trouble }
    What was served there goes on elsewhere.
supervisor-group-back = ✅ “{ $group }” takes tickets again.
trouble-removed = I am not in the group. Please add me, make me an administrator, and it works again.
trouble-rights =
    I lack rights in the group. Please:
    { $needs }
trouble-taken-out = taken out by a supervisor
trouble-settings = not in the settings any more
trouble-unseen = Telegram has not shown it to me yet

## The list

groups-empty = There are no staff groups yet. Add me to a group, make me an administrator, and say /desk, /overflow or /forum there.
groups-list =
    <b>Staff groups: { $count }</b>
    { $list }
groups-line-desk = <b>{ $group }</b> (desk): { $state }
groups-line-overflow = <b>{ $group }</b> (overflow): { $state }
groups-line-forum = <b>{ $group }</b> (forum): { $state }
group-free = free
group-clearing = is being cleared
group-serves = serves #{ $ticket }, { $customer }
group-serves-many = { $count ->
        [one] serves { $count } ticket
       *[other] serves { $count } tickets
    }
button-group-out = ⏏️ Take out: { $group }
button-group-back = ↩️ Bring back: { $group }
