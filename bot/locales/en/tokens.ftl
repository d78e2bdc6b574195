# Tokens of the API, and what is refused to programs that have one.
token-name = The name of a token is one line of 1 to { $most } characters: people are shown it.
token-taken = There is a token called { $name } already. Revoke it first, or take another name.
token-rights = Say what it may do: read, write, or both.
token-expired = It would have expired already.
token-unknown = There is no token called { $name } that works.

# What a program says, as the customer, the staff's group and a room see it.
program-said = { $words }
program-said-to-customer = 🤖 { $program }, to the customer:
    { $words }
program-said-in-room = 🤖 { $program }:
    { $words }
program-no-topic = There is no such topic, or none that tickets are opened about.
program-forgotten = This customer was forgotten, and has not written since.
program-blocked = This customer is blocked.
program-unreachable = This customer has blocked the bot: nothing would reach them.
program-has-ticket = This customer has ticket { $ticket } open already.
program-no-contact = For this topic the customer has to share their number first, and has not.
program-closed = The desk is closed, and takes no tickets now.
program-empty = There are no words in it.
program-too-long = That is too long: { $most } characters at most.
program-held-back = These words are not sent unasked: staff would be asked about them.
