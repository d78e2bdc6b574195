### Own data, and their erasure. In English.

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
erasure-begun = 🗑 Request { $number } was granted by { $supervisor }: everything is being erased.
erasure-granted = 🗑 Request { $number } was granted by { $supervisor }: everything is erased.
erasure-granted-sent =
    🗑 Request { $number } was granted by { $supervisor }: everything is erased.
    { $count ->
        [one] { $count } archive had been sent to the archive chat before: please delete it there.
       *[other] { $count } archives had been sent to the archive chat before: please delete them there.
    }
erasure-refused = The request of { $customer } to erase their data was refused by { $supervisor }. Everything stays.
erasure-proposed =
    🗑 { $supervisor } proposes to erase the data of { $customer }: { $reason }
    { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }: what was said, files, name and phone would be erased for good. Counts and stars stay.
erasure-own-card = { $list }
erasure-needs-another = It is erased when another supervisor agrees.
erasure-needs-second = You are the only supervisor: it waits until there is another one who agrees.
erasure-own = You proposed this yourself: another supervisor has to agree.
erasure-waits = It waits for a decision already whether this customer’s data are erased: /erasures
erasure-dropped = The proposal to erase the data of { $customer } was dropped by { $supervisor }. Everything stays.
button-erasure-back = Take it back
nothing-to-erase = This customer’s data are erased already.
no-erasures = Nobody is waiting for their data to be erased.
name-forgotten = a customer whose data were erased

## What could not be erased

supervisor-files-left = ⚠️ The data of { $customer } are erased, but their files could not be removed from the disk: { $reason }. Please delete their folder by hand.
supervisor-left-in-group = ⚠️ A customer’s data were erased, but { $count ->
    [one] one message of or to them
   *[other] { $count } messages of or to them
} could not be deleted from the group “{ $group }”. Please delete by hand what is left there.
supervisor-left-in-archive = ⚠️ What was said was erased, but { $count ->
    [one] one message in the archive’s chat is
   *[other] { $count } messages in the archive’s chat are
} too old for the bot to delete. Please delete by hand:
    { $messages }
supervisor-topic-left = ⚠️ A customer’s data were erased, but their topic in “{ $group }” could not be deleted. Please delete it by hand: it is the one without a ticket.
