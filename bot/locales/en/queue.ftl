### The wait: who is next, and what the customer is told of it. In English.

## Customer

card-queued =
    <b>Ticket #{ $ticket }</b>
    All our operators are busy just now. { $ahead ->
       *[0] You are number { $position } in line
        [other] About { $ahead } people are ahead of you
    }.
    { $hours ->
        [0] { $minutes ->
            [0] We cannot tell yet how long it will take.
            [one] It will probably take about a minute.
           *[other] It will probably take about { $minutes } minutes.
        }
        [one] It will probably take about an hour.
       *[other] It will probably take about { $hours } hours.
    }
    There is no need to do anything: this message changes as soon as somebody is free.
card-queued-nobody =
    <b>Ticket #{ $ticket }</b>
    None of our operators is here just now. { $ahead ->
       *[0] You are number { $position } in line
        [other] About { $ahead } people are ahead of you
    }, and your ticket is not lost: this message changes as soon as somebody is back.
card-queued-closed =
    <b>Ticket #{ $ticket }</b>
    We are closed just now and open again { $day ->
        [0] today
        [1] tomorrow
        [2] on Monday
        [3] on Tuesday
        [4] on Wednesday
        [5] on Thursday
        [6] on Friday
        [7] on Saturday
        [9] on { $date }
       *[other] on Sunday
    } at { $clock } ({ $zone }). { $ahead ->
       *[0] You are number { $position } in line
        [other] About { $ahead } people are ahead of you
    }, and this message changes as soon as somebody is free.
card-joined-waiting =
    <b>Ticket #{ $ticket }</b>
    You are in the chat. All our operators are busy just now, and { $ahead ->
       *[0] you are number { $position } in line
        [other] about { $ahead } people are ahead of you
    }.
    { $hours ->
        [0] { $minutes ->
            [0] We cannot tell yet how long it will take.
            [one] It will probably take about a minute.
           *[other] It will probably take about { $minutes } minutes.
        }
        [one] It will probably take about an hour.
       *[other] It will probably take about { $hours } hours.
    }
    You can already write what it is about.
question-waiting =
    <b>Ticket #{ $ticket }</b>
    Your question was accepted. Everybody is busy just now, and { $ahead ->
       *[0] you are number { $position } in line
        [other] about { $ahead } people are ahead of you
    }.
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
button-cancel = Cancel

## Operator

queue-waiting =
    <b>{ $count ->
        [one] { $count } customer is waiting
       *[other] { $count } customers are waiting
    }{ $minutes ->
        [0] { "" }
        [one] , the first for { $minutes } minute
       *[other] , the first for { $minutes } minutes
    }</b>
    { $list }
queue-empty = Nobody is waiting.
button-queue = The queue
button-take = Take #{ $ticket }
taken-by-other = A colleague was faster and has this ticket now.
no-headroom = You have as many tickets as you can take. Close or hand over one first.
own-request = This is your own ticket: a colleague will answer it.
