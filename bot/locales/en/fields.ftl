### The owner’s fields of customers: asked before a ticket is opened, read and written by staff. In English.

## To customers

field-ask = { $name }, before we begin: please write your <b>{ $field }</b>.
field-ask-choice = { $name }, before we begin: please choose your <b>{ $field }</b> below.
field-wrong-text = This does not look like a { $field }. Please look at it again, and write it in one line.
field-wrong-number = { $field } is a number. Please write it in digits.
field-wrong-choice = Please choose { $field } by one of the buttons below.
field-wrong-phone = This does not look like a phone number. Please write it with its country code, as +380501234567.
field-wrong-email = This does not look like an e-mail address. Please write it as name@example.com.
button-field-choice = { $choice }
button-field-skip = Skip
button-field-leave = Never mind

## To staff

card-field = 🧾 { $field }: { $value }
fields-none = Nothing is asked of customers: the owner has no fields yet (topics.toml, or the page under “Desk”).
field-which = Which ticket? Write its number first: /field 12 order 4711; or reply to its card.
field-by-reply = Reply with /field to a message of the ticket that you mean.
field-unknown = There is no such field. There are: { $fields }. To change one: /field and its name and the value; - takes it away.
field-refused = { $field }: the value cannot be so.
fields-of =
    <b>Ticket #{ $ticket }</b>, { $customer }
    { $list }
fields-line = <code>{ $word }</code> { $field }: { $value }

## Mistakes in them

field-taken = There are several fields { $key }.
field-choices = A choice has 2 to { $most } different texts, of 1 to { $length } characters each.
field-pattern = The pattern has to be a regular expression with { $most } repeats at most, and none of a group: [A-Z]+-[0-9]+.
