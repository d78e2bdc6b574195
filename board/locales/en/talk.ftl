### A ticket’s talk: who speaks, what is said without words, what became of it. In English.

talk = Conversation
talk-earlier =
    { $count ->
        [one] { $count } earlier line
       *[other] { $count } earlier lines
    }
talk-today = Today
talk-yesterday = Yesterday
talk-services =
    { $count ->
        [one] { $count } service line
       *[other] { $count } service lines
    }
talk-note = Note, { $who }, { $at }
talk-whisper = Whisper, { $who } to { $to }, { $at }
talk-not-had = message { $message } could not be had: it was deleted before it could be read
talk-began = Ticket opened: { $topic }
talk-ended = Ticket { $state }
talk-edited = edited { $at }
talk-until = Until { $at }:
talk-held = { $role }, held back
talk-by-page = { $role }, from the page
talk-deleted = deleted { $at }
talk-undelivered = not delivered: { $reason }
talk-file-awaited = the file is not here yet
talk-file-lost = the file is lost: { $reason }
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Who speaks

sender-customer = customer
sender-operator = operator
sender-supervisor = supervisor
sender-bot = bot
sender-userbot = the desk’s account
sender-stranger = somebody else

## What a message is

kind-text = text
kind-photo = photo
kind-video = video
kind-video_note = video message
kind-voice = voice message
kind-audio = sound
kind-animation = animation
kind-sticker = sticker
kind-document = file
kind-contact = contact
kind-location = place
kind-poll = poll
kind-service = service line
kind-other = something else

## How a ticket ended

ended-solved = solved
ended-cancelled = cancelled by the customer
ended-never_came = the customer never came
ended-customer_left = the customer left
ended-silent = nobody said anything any more
ended-forgotten = the customer asked to be forgotten

## Where it is talked about

place-room = room
place-desk = staff group
place-thread = forum topic

## What happened

event-opened = opened
event-queued = waits in the queue
event-offered = offered
event-place-ready = the place is ready
event-join-declined = somebody else was turned away
event-customer-joined = the customer came
event-assigned = given
event-operator-invited = the operator was invited
event-operator-sent-link = the operator was sent a link
event-operator-joined = the operator came
event-operator-unreachable = the operator cannot be reached
event-intruder-removed = a stranger was removed
event-customer-unreachable = the bot cannot write to the customer
event-requeued = back to the queue
event-closed = closed
event-abandoned = abandoned
event-place-cleared = the place was cleared
event-place-deleted = the place was deleted
event-effect-failed = something was not done
event-taken = taken by hand
event-transferred = handed over
event-taken-over = taken over
event-offer-lost = offer lost: no word in time
event-offer-reminded = the customer was reminded of the offer
event-answer-reminded = the operator was reminded to answer
event-nudged = the operator was reminded of the silence
event-asked-customer = the customer was asked whether help is still needed
event-customer-left = the customer left
event-customer-returned = the customer came back
event-supervisor-called = a supervisor was called
event-supervisor-entered = a supervisor came
event-noted = note
event-rated = rated
event-archived = the transcript was written
event-place-denied = no such place could be had
event-place-taken = place
event-place-lost = the place was lost
event-undelivered = an answer was not delivered
event-withdrawn = an answer was withdrawn
event-resolved = the customer says that it is solved
event-unsolved = the customer says that it is not solved
event-reopened = opened again
event-reminder-set = a reminder was set
event-reminder-removed = a reminder was removed
event-reminded = reminded
event-tagged = tagged
event-untagged = tag taken away
event-target-near = a target is about to be missed
event-target-missed = a target was missed
event-answer-sent-anyway = an answer that was held back was sent
event-answer-not-sent = an answer that was held back was not sent
event-answer-sent-once-changed = an answer that was held back was changed, and sent
