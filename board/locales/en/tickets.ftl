### The list of tickets, and what was found in them. In English.

tickets-filters = Which tickets
tickets-search = Search in what was said
tickets-search-hint = Words in any order, “a phrase”, a beginn*. Press Enter.
tickets-by-state = State
tickets-by-topic = Topic
tickets-by-operator = Operator
tickets-by-customer = Customer: name, number, id
tickets-by-from = From day
tickets-by-to = To day
tickets-by-stars = Stars
tickets-sort = In order of
tickets-sort-opened = opening
tickets-sort-waited = waiting time
tickets-sort-closed = closing
tickets-sort-last_word = the last word
tickets-turn = The other way round
tickets-of-customer = Only tickets of { $customer }
tickets-of-all-customers = Tickets of all customers
tickets-which-customer = Which customer?
tickets-no-customer = No customer is called so.
tickets-all = Show all tickets

## The list

tickets-count =
    { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }
tickets-hits =
    { $count ->
        [one] { $count } message found
       *[other] { $count } messages found
    }
tickets-hits-more = More than { $count } messages found
tickets-none = There are no tickets yet.
tickets-none-so = Nothing was found. Try fewer filters, or other words.
tickets-turning = Pages of the list
tickets-page-before = Back
tickets-page-after = Further
tickets-head-ticket = Ticket
tickets-head-customer = Customer
tickets-head-topic = Topic
tickets-head-state = State
tickets-head-operator = Operator
tickets-head-opened = Opened
tickets-head-waited = Waited
tickets-head-last = Last word
tickets-head-stars = Stars
tickets-by-tag = Tag
tickets-by-source = Link they came by
