### The audit log: who changed what. In English.

audit-filters = Filters
audit-by-kind = What
audit-by-who = By whom
audit-by-from = From
audit-by-to = To
audit-all = Show everything
audit-none = Nothing was changed yet.
audit-none-so = Nothing like that was changed.
audit-more = Earlier ones
audit-count =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
audit-head-when = When
audit-head-by = By
audit-head-what = What
audit-head-about = Of
audit-head-before = Before
audit-head-after = After

## What an entry says

audit-owner = the owner
audit-the-customer = the customer
audit-customer = customer { $id }
audit-whole-desk = the whole desk
audit-file = { $of }, in the owner’s file
audit-kind-staff = Staff
audit-kind-role = Role
audit-kind-capacity = Tickets at once
audit-kind-skills = Skills
audit-kind-topic = Topic
audit-kind-order = Order of topics
audit-kind-hours = Hours
audit-kind-holidays = Holidays
audit-kind-tags = Tags
audit-kind-fields = Fields of customers
audit-kind-words = Words held back
audit-kind-text = Text
audit-kind-reply = Canned reply
audit-kind-api = API token
audit-kind-webhook = Webhook
audit-kind-answer = Answer held back
audit-kind-block = Block
audit-kind-retention = How long words are kept
audit-kind-hold = Words stay
audit-kind-watch = Watching
audit-kind-erasure = Erasure
audit-kind-export = Export
audit-kind-session = Sign-in
audit-step-blocked = blocked
audit-step-asked = asked for
audit-step-proposed = proposed
audit-step-granted = granted
audit-step-refused = refused
audit-step-erased = erased
audit-step-sent = sent
audit-step-dropped = not sent
audit-step-held = held
audit-step-watched = watched
audit-way-link = by a link
audit-way-mini-app = in Telegram
