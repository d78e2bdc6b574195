### Words that are held back. In English.

## The customer

held-told-flood =
    Your messages come faster than anybody can read them. Those from here on are kept, and we can look at them; nothing needs to be sent again. After a short pause everything goes on as before.
held-told-word =
    What you wrote was not passed on as it stands: there are words in it that we do not take. It is kept, and we can look at it. Please say it in other words.

## Staff

held-flood =
    <b>#{ $ticket } Messages are held back: too many at once.</b>
    { $customer } was told so. They are in the transcript, and after a pause everything comes here again.
held-by-word =
    <b>#{ $ticket } A message is held back: it has a word that does not pass.</b>
    { $customer } was asked to say it in other words. It is in the transcript.
button-held-show = Show them
held-shown =
    { $count ->
        [0] <b>#{ $ticket }</b> Nothing was held back any more ({ $operator }).
        [one] <b>#{ $ticket }</b> { $operator } had { $count } held-back message shown.
       *[other] <b>#{ $ticket }</b> { $operator } had { $count } held-back messages shown.
    }
held-nothing = Nothing is held back here.

## Links of somebody new

button-held-link = ⚠️ Link from somebody new
held-link = ⚠️ <b>#{ $ticket }</b> There is a link in what stands above, and nobody here has answered this customer yet.
held-link-in-room = ⚠️ <b>#{ $ticket }</b> { $customer } sent a link into the room, and nobody here has answered this customer yet.

## The lists of words

words-wrong = A word for a list has letters or digits, and at most { $most } characters in one line.
words-known = It is on the list already.
words-full = There are { $most } words on the list, and it takes no more.
words-unknown = It is not on the list.

## Answers of the staff

held-answer-card =
    <b>Not sent to the customer: there is a card number in it.</b>
    { $operator } wrote it. Shall it go?
held-answer-wallet =
    <b>Not sent to the customer: there is the address of a wallet in it that is not yours.</b>
    { $operator } wrote it. Shall it go?
held-answer-word =
    <b>Not sent to the customer: it has a word of your list.</b>
    { $operator } wrote it. Shall it go?
button-held-send = Send anyway
button-held-drop = Do not send
held-answer-sent = Sent all the same, says { $operator }.
held-answer-dropped = Not sent, says { $operator }.
held-answer-changed = It was changed, and is sent.
held-decided = That was decided before.
held-ask-first = There is something in it that is asked about first. Please send it again.

## Words of the staff in rooms

held-room-card = 🔎 <b>#{ $ticket }</b> { $operator } wrote a card number into the room.
held-room-wallet = 🔎 <b>#{ $ticket }</b> { $operator } wrote the address of a wallet that is not yours into the room.
held-room-word = 🔎 <b>#{ $ticket }</b> { $operator } wrote a word of your list into the room.
words-pattern-unknown = There are these patterns: { $list }.
