### What customers think of a ticket. In English.

## Stars

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

## Has the customer found out everything?

desk-farewell = Your ticket was closed. Have you found out everything that you wanted?
desk-farewell-silent = Nobody has written for a while, so your ticket was closed. Have you found out everything that you wanted?
button-resolved-yes = Yes
button-resolved-no = No
resolved-yes = We are glad that we could help! If you have another question, send /start.
resolved-no = We are sorry that not everything is clear, and will look into it. Send /start to ask again: we will answer.
resolution-is-kept = Your answer is kept already and cannot be changed any more. Thank you!
cannot-be-resolved = This question is not open any more. To ask a new one, send /start.
supervisor-unresolved =
    ⚠️ Ticket #{ $ticket }: the customer has not found out everything
    Customer: { $customer }
    Operator: { $operator }
supervisor-resolved-later =
    Ticket #{ $ticket }: the customer has changed the answer, everything is clear now
    Customer: { $customer }
    Operator: { $operator }

## The list

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
feedback-line-resolved = ✅ #{ $ticket }, { $customer } → { $operator }: found out everything
feedback-line-open = ❌ #{ $ticket }, { $customer } → { $operator }: did not find out everything
feedback-none = Nobody has rated a ticket yet.

## A ticket that goes on after its end

button-reopen = It is not solved: open it again
reopened-farewell =
    <b>Ticket #{ $ticket } is open again</b>
    We go on where we stopped: nothing has to be told twice.
reopen-too-late = This ticket ended too long ago to be opened again. Send /start, and we begin a new one.
reopen-has-other = You have an open ticket already, #{ $ticket }. Tell us there, please: we see your earlier tickets.
