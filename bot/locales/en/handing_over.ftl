### How a talk is handed over as a file. In English.

## For supervisors

button-export-pdf = 📄 As PDF
button-export-zip = 🗜 As zip
button-export-all-pdf = 📄 All as PDF
button-export-all-zip = 🗜 All as zip
export-begun = It is being made, and comes here.
export-caption = <b>Ticket #{ $ticket }</b>, { $customer }. For whoever may read it alone.
export-caption-all = Everything of <b>{ $customer }</b>. For whoever may read it alone.
export-nothing = Nothing is kept of that any more.
export-failed = The file could not be made: { $reason }
export-too-big = The file has { $megabytes } MB, which is more than a bot may send. It lies on the desk’s disk: { $path }

## For customers

button-conversation = 📄 Send me the conversation
conversation-begun = It is being made, and comes here.
conversation-caption = What was said in ticket #{ $ticket }.
conversation-given = You have it above. You can ask for it again tomorrow.
conversation-not = That conversation cannot be sent.
conversation-failed = Your conversation could not be put into a file. Please try again.
room-goes = ℹ️ This chat will be gone when the ticket is closed. Save what you want to keep before.
room-goes-sent = ℹ️ This chat will be gone when the ticket is closed. If you want to keep what was said, I can send it to you then: press “Send me the conversation” in our private chat.
room-goes-now = ℹ️ This ticket is about to be closed, and this chat will be gone then. Save what you want to keep now.
room-goes-now-sent = ℹ️ This ticket is about to be closed, and this chat will be gone then. To keep what was said, press “Send me the conversation” in our private chat as soon as it is closed.

## The talk itself, as its customer has it

talk-title = Ticket #{ $ticket }
talk-made = Made
talk-times = Times are those of
talk-page = Page { $page } of { $pages }
talk-ticket = Ticket #{ $ticket }: { $topic }
talk-opened = opened { $day } { $clock }
talk-reply = in reply to { $words }
talk-before = until { $day } { $clock } it said: { $words }
talk-deleted = deleted { $day } { $clock }
talk-undelivered = not delivered: { $reason }
talk-too-many = not shown here, where pictures take too much room
talk-unpictured = cannot be shown as a picture
talk-missing = the file is not there
talk-customer = customer
talk-support = support
talk-bot = bot
talk-stranger = stranger
