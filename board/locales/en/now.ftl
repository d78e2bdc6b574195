### Now: the desk at this moment. In English.

now-needs = Needs a person
now-needs-nothing = Nothing needs a person.

## Figures

now-waiting = waiting
now-oldest = longest wait
now-open = open tickets
now-on-shift = on shift
now-level = in time today (within { $within })
now-answered = answered of today’s
now-asa = average wait today

## The queue

now-queue = Queue
now-queue-empty = Nobody waits.
now-queue-more =
    { $count ->
        [one] … and { $count } more
       *[other] … and { $count } more
    }
now-head-ticket = Ticket
now-head-customer = Customer
now-head-topic = Topic
now-head-skill = Skill
now-head-waits = Waits
now-head-estimate = Estimate
now-for-desk = a staff group
now-opens = opens at { $clock } ({ $zone })
now-nobody-there = nobody on shift
now-about =
    { $hours ->
        [0] about { $minutes } min
       *[other] about { $hours } h
    }

## Staff

now-staff = Staff
now-staff-nobody = Nobody is on shift.
now-is-on-shift = on shift
now-off-shift = off shift
now-on-break = on a break
now-load = { $load } of { $capacity } tickets
now-held-by-groups = Answered by staff groups

## User accounts and their rooms

now-accounts = Rooms and user accounts
now-accounts-none = No user account is at work: no rooms are made.
now-health = health { $health } of 100
now-rooms-made = { $made } of { $most } new rooms today
now-chats = in { $chats } of { $most } groups
account-ready = ready
account-nobody = not at work
account-away = logged out
account-flooded = has to wait
account-offline = offline
account-poorly = recovers
account-resting = rests
account-spent = today’s rooms are used up
account-full = in too many groups

## What waits, and what failed

now-works = Work of the desk
now-works-nothing = Nothing waits, and nothing failed within a day.
now-waits = waits
now-failed = failed
now-updates = Updates for: { $part }: { $count }, the oldest { $age }
now-effects = Tasks for: { $part }: { $count }, the oldest { $age }

## Needs

need-called = Ticket № { $ticket }: a supervisor was called
need-undelivered =
    { $count ->
        [one] Ticket № { $ticket }: an answer was not delivered ({ $reason })
       *[other] Ticket № { $ticket }: { $count } answers were not delivered ({ $reason })
    }
need-part-away = A part of the desk is not at work: { $about }; { $count } wait for it
need-group-lost = Staff group “{ $about }” cannot be used: { $reason }
need-account = User account { $about }: { $reason }
need-nobody-on-shift =
    { $count ->
        [one] Nobody is on shift, and { $count } customer waits
       *[other] Nobody is on shift, and { $count } customers wait
    }
need-wait-over-target =
    { $count ->
        [one] { $count } customer waits too long, ticket № { $ticket }
       *[other] { $count } customers wait too long, ticket № { $ticket } the longest
    }
need-target-missed = { $reason } of ticket № { $ticket } is late
target-first-answer = The first answer
target-resolution = The solution
now-due-first-answer = answer in { $span }
now-due-resolution = solve in { $span }
now-late-first-answer = answer late: { $span }
now-late-resolution = solution late: { $span }
need-effect-failed =
    { $count ->
        [one] Not done: { $about }
       *[other] Not done { $count } times: { $about }
    }
need-update-set-aside = An update could not be worked through ({ $about }): { $reason }
need-box-unread = What is said in a room cannot be read ({ $about }): { $reason }
need-erasure = Customer { $about } asks to be forgotten
need-erasure-proposed = It is proposed that customer { $about } is forgotten

## Why a staff group, or a user account, cannot be used

group-trouble-removed = the bot is not in it any more
group-trouble-rights = the bot lacks rights there
group-trouble-unseen = Telegram could not be asked yet
account-trouble-flood_wait = Telegram makes it wait
account-trouble-slowed = Telegram slows it down
account-trouble-offline = it does not answer
account-trouble-peer_flood = Telegram takes it for a spammer
account-trouble-channels_too_much = it is in too many groups
account-trouble-restricted = it may make no groups
account-trouble-frozen = Telegram lets it read only
account-trouble-away = its login ended
