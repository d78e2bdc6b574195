### Feedback, own data, their erasure, and the archive.

## What customers think of a ticket

stars = { $stars ->
    [1] ★☆☆☆☆
    [2] ★★☆☆☆
    [3] ★★★☆☆
    [4] ★★★★☆
   *[other] ★★★★★
}
button-stars = { $stars } ⭐
button-no-comment = No comment, thanks
rated-ask-comment =
    <b>Ticket #{ $ticket }</b>
    You gave us { $stars } — thank you!
    Would you like to add a few words? Just write them here as your next message.
rated =
    <b>Ticket #{ $ticket }</b>
    You gave us { $stars } — thank you!
    If anything else comes up, we are here.
rated-with-comment =
    <b>Ticket #{ $ticket }</b>
    You gave us { $stars } and told us why. Thank you, we read every word!
    If anything else comes up, we are here.
cannot-be-rated = This ticket cannot be rated.
rating-is-kept = Your rating is kept already and cannot be changed any more. Thank you!
supervisor-rating =
    ⚠️ Ticket #{ $ticket } was rated { $stars }
    Customer: { $customer }
    Operator: { $operator }
supervisor-rating-comment =
    ⚠️ Ticket #{ $ticket } was rated { $stars }
    Customer: { $customer }
    Operator: { $operator }
    “{ $comment }”
feedback-list =
    <b>{ $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }</b>
    { $list }
feedback-line = { $stars } #{ $ticket }, { $customer } → { $operator }
feedback-line-comment =
    { $stars } #{ $ticket }, { $customer } → { $operator }
    “{ $comment }”
feedback-none = Nobody has rated a ticket yet.
name-forgotten = a customer whose data were erased

## What is kept about a customer

own-data =
    <b>What we keep about you</b>
    Name: { $name }
    Username: { $tag }
    Phone: { $phone }
    { $tickets ->
        [one] { $tickets } ticket
       *[other] { $tickets } tickets
    }, { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, { $ratings ->
        [one] { $ratings } rating
       *[other] { $ratings } ratings
    }
    All of it comes in a document in a moment. If you want us to erase it, press /forget.
own-data-none = —
own-data-file = Everything we keep about you, as of now.
own-data-given = You got your data just a few minutes ago. Please try again a little later.
nothing-kept = We keep nothing about you.

## Erasing data

forget-ask =
    <b>Shall we erase your data?</b>
    We will erase your name, your number, and everything said and sent in your conversations. An open ticket is closed. It cannot be undone, and a supervisor confirms it first.
button-forget = Yes, erase my data
button-forget-not = No, keep everything
forget-asked = Your request has been passed on. A supervisor will confirm it, and you will hear from us.
forget-waits = Your request is with a supervisor already. You will hear from us.
forget-not = All right, everything stays as it is.
forget-refused = A supervisor has looked at your request and could not agree to erase your data just now. If you have questions, press “Talk to an operator”.
forgotten =
    Done: your name, your number and everything said in your conversations are erased.
    Should you ever need us again, we will begin afresh.
erasure-asked =
    🗑 { $customer } asks us to erase their data
    { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }: what was said, files, name and phone would be erased for good. Counts and stars stay.
button-erase = Erase…
button-erase-not = Refuse
erasure-confirm = Erase everything about { $customer }? This cannot be undone. An open ticket is closed.
button-erase-yes = Yes, erase for good
button-erase-back = Back
erasure-granted = 🗑 Request { $number } was granted by { $supervisor }: everything is erased.
erasure-granted-sent =
    🗑 Request { $number } was granted by { $supervisor }: everything is erased.
    { $count ->
        [one] { $count } archive had been sent to the archive chat before: please delete it there.
       *[other] { $count } archives had been sent to the archive chat before: please delete them there.
    }
erasure-refused = The request of { $customer } to erase their data was refused by { $supervisor }. Everything stays.
no-erasures = Nobody is waiting for their data to be erased.
supervisor-files-left = ⚠️ The data of { $customer } are erased, but their files could not be removed from the disk: { $reason }. Please delete their folder by hand.

## The archive

archive-caption =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    Topic: { $topic }
archive-too-big =
    <b>Ticket #{ $ticket }</b>
    Customer: { $customer }
    The archive has { $megabytes } MB, which is more than a bot may send. It is kept on disk: { $path }
supervisor-archive-chat = ⚠️ Archives of tickets cannot be sent to the chat { $chat }: { $reason }. They are kept on disk. Please look at ARCHIVE_CHAT_ID, and whether the bot may write there.
