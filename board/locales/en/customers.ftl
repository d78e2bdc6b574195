### Customers: the list, and one of them. In English.

page-customer = Customer
customers-words = Name, @username, number or id
customers-blocked = only who is blocked
customers-unreachable = only who cannot be written to
customers-count =
    { $count ->
        [one] { $count } customer
       *[other] { $count } customers
    }
customers-nobody = Nobody has written to the bot yet.
customers-nobody-so = There is no such customer.
customers-more = More
customers-is-blocked = blocked
customers-is-unreachable = cannot be written to
customers-has-open = open
customers-head-name = Name
customers-head-phone = Number
customers-head-tickets = Tickets
customers-head-last = Last ticket
customers-head-first-seen = First seen

## One of them

customer-unknown = There is no such customer.
customer-nameless = Forgotten
customer-username = Username
customer-phone = Number
customer-id = Id
customer-language = Language
customer-first-seen = First seen
customer-source = First came by link
customer-forgotten = Forgotten
customer-unreachable = cannot be written to since { $since }
customer-how-forgotten = What is kept about them is erased when they ask for it (/forget) and a supervisor agrees, or when one supervisor proposes it and another agrees.
customer-search = Search in what was said with them
customer-erasure = Wish to be forgotten
customer-asks-erasure = They asked { $since } ago that everything about them is erased: what was said, files, name and number. Counts and stars stay.
customer-erasure-proposal = Proposal to erase
customer-proposes-erasure = { $by } proposed { $since } ago that everything about them is erased: what was said, files, name and number. Counts and stars stay.
customer-erasure-other = You proposed it: it is erased when another supervisor agrees.
customer-erasure-second = You proposed it, and are the only supervisor: it waits until there is another one who agrees.
customer-propose = Propose to erase…
customer-sure-to-propose = Propose to erase everything about { $customer }? Another supervisor has to agree; nothing is erased before.
customer-propose-why = Why, for whoever has to agree
customer-propose-yes = Propose
customer-propose-back = Take it back
customer-proposed = It waits for another supervisor.
customer-sure-to-drop = Drop the proposal to erase the data of { $customer }? Everything stays.
customer-dropped = Dropped; everything stays.
customer-erase = Erase…
customer-erase-not = Refuse
customer-sure-to-refuse = Refuse to erase the data of { $customer }? They are told so.
customer-erased = Everything is erased.
customer-refused = Refused; the customer is told.
customer-tickets = Tickets ({ $count })
customer-all-tickets = All tickets
customer-no-tickets = They have had no ticket yet.
customer-remarks = What they said to their stars
customer-head-ticket = Ticket
customer-head-topic = Topic
customer-head-state = State
customer-head-operator = Operator
customer-head-opened = Opened
customer-head-waited = Waited
customer-head-stars = Stars
language-en = English
language-ru = Russian
language-uk = Ukrainian

## Blocking

customer-blocking = Blocking
customer-is-blocked = They are blocked: they can open no ticket, and what they write is not kept and reaches nobody. They are told so at most once a day. /mydata and /forget work for them.
customer-is-not-blocked = They are served as everybody.
customer-blocked-since = since { $since }, { $by }
customer-was-blocked = { $since }, { $by } – { $until }, { $lifted }
customer-reason-forgotten = (why is forgotten)
customer-block = Block…
customer-sure-to-block = Block { $customer }? They can open no ticket any more, and what they write reaches nobody. They are told so at most once a day.
customer-block-why = Why, for your colleagues
customer-block-and-close = Close № { $ticket } now
customer-block-after = Let № { $ticket } come to its end
customer-block-yes = Block
customer-block-done = They are blocked.
customer-unblock = Unblock…
customer-sure-to-unblock = Serve { $customer } again as everybody?
customer-unblock-yes = Unblock
customer-unblock-done = They are served again.

## As a file

export-customer-pdf = Everything as PDF
export-customer-zip = Everything as zip
customer-notes = Notes on the customer
customer-notes-words = For staff alone: they stand on the card of each later ticket.
customer-note-write = Write one
customer-note-ask = What should colleagues know of this customer? The customer does not see it.
customer-note-kept = The note is kept.
customer-note-remove = Remove the note of { $author }, { $day }
customer-note-sure = Remove this note for good?
customer-note-yes = Remove
customer-note-removed = The note is removed.
