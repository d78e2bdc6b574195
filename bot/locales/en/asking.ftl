### What customers who stay in the bot's chat are asked and told, in English.

## Topic and question

choose-topic = Hello! Please choose what it is about!
choose-topic-by-button = Please choose what it is about by pressing one of the buttons. If you have changed your mind, send the command /cancel.
ask-question = Thank you! And now write your question.
ask-question-at-once = Hello! Please write your question. If you change your mind, send the command /cancel.
question-cancelled = All right, cancelled. Send /start whenever you need us.
nothing-asked = There is nothing to cancel. To ask a question, send /start.

## The ticket's card

question-accepted =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. The answer comes right here, and you may write on meanwhile.
question-accepted-closed =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. We are closed now and open { $day ->
        [0] today
        [1] tomorrow
        [2] on Monday
        [3] on Tuesday
        [4] on Wednesday
        [5] on Thursday
        [6] on Friday
        [7] on Saturday
       *[other] on Sunday
    } at { $clock } ({ $zone }). The answer comes right here.
question-waiting =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. Everybody is busy just now, and you are number { $position } in line.
    { $hours ->
        [0] { $minutes ->
            [0] We cannot tell yet how long it will take.
            [one] It will probably take about a minute.
           *[other] It will probably take about { $minutes } minutes.
        }
        [one] It will probably take about an hour.
       *[other] It will probably take about { $hours } hours.
    }
    The answer comes right here; there is nothing else to do, and you may write on meanwhile. To give up waiting, send /cancel.
question-answered =
    <b>Ticket #{ $ticket }</b>
    You are being answered. Everything that you write here reaches us.
question-closed =
    <b>Ticket #{ $ticket }</b>
    This ticket is closed.
question-withdrawn =
    <b>Ticket #{ $ticket }</b>
    You have cancelled this ticket. Send /start whenever you need us.

## In the middle of a talk

talk-runs = Ticket #{ $ticket } is being worked on already. If you do not need an answer any more, close it with the button. If you do, just write on.
talk-runs-elsewhere = Ticket #{ $ticket } is being talked about in its own chat. There you can tell the operator that you need no help any more.
too-late-to-cancel = Your ticket is being worked on already. Just write on, or end it with /cancel.
write-here = Just write here: everything that you send goes to whoever answers ticket #{ $ticket }. /cancel ends it.
button-ask-again = 💬 Ask a question
button-end-talk = Close the ticket

## The end

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
feedback-line-resolved = ✅ #{ $ticket }, { $customer } → { $operator }: found out everything
feedback-line-open = ❌ #{ $ticket }, { $customer } → { $operator }: did not find out everything
