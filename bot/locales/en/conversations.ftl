### What staff is told of its answers in its groups. In English.

## What became of an answer

undelivered-blocked =
    <b>Not delivered: the customer has blocked the bot.</b>
    Nothing needs to be done now. When they come back it is said here, and the button sends this answer again.
undelivered-nobody =
    <b>Not delivered: this account does not exist any more.</b>
    The customer cannot be reached here. If you know another way, use it, and close the ticket.
undelivered-voice =
    <b>Not delivered: the customer does not accept voice and video messages.</b>
    That is a setting of theirs. Please answer in writing.
undelivered-refused =
    <b>Not delivered: Telegram does not pass this message on.</b>
    Please say it in another way, for example shorter, as text or as a file.
    Telegram's reason: { $reason }
answer-unedited =
    <b>The customer still sees what stood here before.</b>
    Please write the correction as a new answer.
    Telegram's reason: { $reason }
unseen-words =
    <b>The customer sent something that Telegram does not pass on to this group.</b>
    { $what }
unseen-edit =
    <b>The customer changed what they wrote, and Telegram does not change it here.</b>
    It says now: { $what }
answer-sent-again = Sent again. Whether it arrived is shown here.
answer-held-up =
    <b>Telegram makes the bot wait until { $time } before this answer can go to the customer.</b>
    Nothing needs to be done: it goes on by itself, and whatever is said meanwhile follows in its order.
words-held-up =
    Telegram makes us wait until { $time } before your messages reach us. Nothing is lost: they will be passed on by themselves, in their order.
answer-arrived-late = It has arrived now.
customer-is-back =
    <b>The customer is back.</b>
    They have not received this answer yet.
button-send-again = Send again
answer-on-its-way = On its way.
answer-not-waiting = This answer is not waiting to be sent.
answer-too-late = This ticket is closed already.
customer-still-away = The customer has not unblocked the bot yet.

## Taking an answer back

button-withdraw = Take an answer back
button-withdraw-done = Done
withdraw-which = <b>#{ $ticket }</b> Which answer shall go from the customer's chat?
withdraw-nothing = <b>#{ $ticket }</b> No answer stands in the customer's chat.
withdraw-after =
    { $outcome }

    { $question }
withdrawn = The customer does not see this answer any more: { $answer }
withdraw-too-old =
    <b>This answer stays: { $answer }</b>
    Telegram lets nobody take back what is older than 48 hours. You can change it: edit your message here.
withdraw-refused =
    <b>This answer stays: { $answer }</b>
    Telegram's reason: { $reason }
withdrawing = It is being taken back.
no-such-answer = There is no such answer in this ticket.
answer-line =
    { $name }: { $kind ->
        [0] { $words }
        [1] photo
        [2] video
        [3] video message
        [4] voice message
        [5] audio
        [6] animation
        [7] sticker
        [8] file
        [9] contact
        [10] location
        [11] poll
       *[other] message
    }
button-answer =
    { $name }: { $kind ->
        [0] { $words }
        [1] photo
        [2] video
        [3] video message
        [4] voice message
        [5] audio
        [6] animation
        [7] sticker
        [8] file
        [9] contact
        [10] location
        [11] poll
       *[other] message
    }

## Answers from the page

page-answer =
    <b>{ $operator }, from the page:</b>
    { $words }
page-file = <b>{ $operator }, from the page</b>
page-answer-elsewhere = This customer is answered in a room, by their operator.
page-answer-too-early = This ticket has no place in your groups yet. Please try again in a moment.
page-answer-empty = There is nothing to send.
page-answer-too-long = That is too long: Telegram takes 4,096 characters in one message.
page-caption-too-long = That is too long: Telegram takes 1,024 characters below a file.
page-files-too-many = Telegram takes ten files at once.
page-answer-internal = What begins like that stays among staff. Say it as a note, or begin in another way.
page-answer-lost =
    <b>#{ $ticket } Your answer from the page was not delivered.</b>
    Telegram's reason: { $reason }
    You wrote: { $words }
