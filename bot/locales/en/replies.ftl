### Canned replies: said to customers, listed under the card, kept by /save. In English.

## Said to a customer

canned-answer =
    <b>{ $operator }, !{ $shortcut }:</b>
    { $words }
canned-lost =
    <b>#{ $ticket } Your canned reply was not delivered.</b>
    Telegram's reason: { $reason }
    It says: { $words }
reply-unknown =
    There is no canned reply !{ $shortcut } for this ticket, so nothing was sent.
    To keep one: reply to the words with /save { $shortcut }
reply-unknown-near =
    There is no canned reply !{ $shortcut } for this ticket, so nothing was sent. Did you mean { $near }?
reply-by-reply = Reply with the shortcut to a message of the customer who is to get the words.
reply-gone = This canned reply was removed meanwhile.

## Under the card

button-replies = Canned replies
button-reply = { $shortcut }
button-replies-done = Done
replies-which =
    <b>#{ $ticket }</b> Which words shall go to the customer?
    { $list }
replies-none =
    <b>#{ $ticket }</b> There are no canned replies for this ticket yet.
    To keep words: reply to them with /save and a shortcut, such as /save refund
reply-line = <b>!{ $shortcut }</b> { $words }
reply-to-copy =
    <b>#{ $ticket } !{ $shortcut }</b> Tap the words to copy them, and send them in the room:

    <code>{ $words }</code>

## All of them, for supervisors

kept-none = There are no canned replies yet. In a staff group, reply to the words with /save and a shortcut.
kept-list =
    <b>Canned replies: { $count }</b>
    { $list }
kept-line =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] never said
        [one] said once
       *[other] said { $count } times
    }
kept-card =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] never said
        [one] said once
       *[other] said { $count } times
    }

    { $words }
kept-ask-words = Write what !{ $shortcut } shall say. { $customer } and { $operator } stand for the names.
kept-sure =
    Remove !{ $shortcut }?
    { $words }
button-kept = !{ $shortcut } · { $code }
button-kept-words = Change the words
button-kept-remove = Remove
button-kept-yes = Yes, remove
reply-taken = !{ $shortcut } says something already for that topic and language.

## Kept by /save

save-how =
    Reply to the words with /save and a shortcut, such as /save refund
    A topic's key and a language (en, uk, ru) may follow. Words may name { $customer } and { $operator }.
save-no-words = There are no words to keep in that message.
save-not-ours = These are the customer's words, and they belong to the customer. Write the reply yourself, and answer that with /save.
save-wrong = “{ $word }” cannot stand there. First comes a shortcut of letters and digits, then perhaps a topic's key, and a language: en, uk or ru.
reply-saved = Kept: !{ $shortcut } ({ $topic }, { $code }).
reply-known = !{ $shortcut } ({ $topic }, { $code }) says something already. Only supervisors can change it; choose another shortcut.
reply-changed = !{ $shortcut } ({ $topic }, { $code }) says this from now on.
all-topics = all topics
reply-too-long = That is too long: Telegram takes 4,096 characters in one message.
