### Rooms, the way into them, and the user accounts that make them. In English.

## The room

room-about = A private chat with our support. Only those who help you are in it, and it is cleared afterwards. The line below is for our programs:
card-no-room-yet =
    <b>Ticket #{ $ticket }</b>
    An operator is ready for you, but opening your chat takes longer than usual just now. There is no need to do anything: I will write to you as soon as it is there.
button-enter-room = Enter the chat

## The way in

door-waits =
    Telegram makes me wait until { $time } before I can let you into the chat of ticket #{ $ticket }. There is no need to do anything: you will be let in by then.
door-too-many-chats =
    Telegram does not let you into the chat of ticket #{ $ticket }: you are in as many groups and channels as it allows. Please leave some that you no longer need, and then press the button.
button-let-in = I have left some, let me in
door-tried = If you are not let in, please open the link to the chat once more.
supervisor-intruder = ⚠️ Ticket #{ $ticket }: { $person } came into the chat without being invited and was removed.
supervisor-operator-unreachable = ⚠️ Ticket #{ $ticket }: operator { $operator } could not be brought into the chat or written to.

## Tickets that wait for a room

supervisor-rooms-offline =
    Ticket #{ $ticket } waits for a room: our user account gets no answer from Telegram. It is asked again { $minutes ->
        [one] in { $minutes } minute
       *[other] in { $minutes } minutes
    }, or a room that becomes free is taken. “switchboard doctor” tells what is known of it.
supervisor-rooms-spent =
    Ticket #{ $ticket } waits for a room: all new rooms of today are used up. The next can be made { $minutes ->
        [one] in { $minutes } minute
       *[other] in { $minutes } minutes
    }, or a room that becomes free is taken. A further user account would help.
supervisor-rooms-flooded =
    Ticket #{ $ticket } waits for a room: Telegram asks our user account to make none for a while. It can go on { $minutes ->
        [one] in { $minutes } minute
       *[other] in { $minutes } minutes
    }, or a room that becomes free is taken. A further user account would help.
supervisor-rooms-poorly =
    Ticket #{ $ticket } waits for a room: Telegram has complained of our user account so often that it rests. It can go on { $minutes ->
        [one] in { $minutes } minute
       *[other] in { $minutes } minutes
    }, or a room that becomes free is taken.
supervisor-rooms-full =
    Ticket #{ $ticket } waits for a room: our user account is in as many chats as Telegram allows. Please let it leave chats that nobody needs, or add a further account.
supervisor-rooms-away =
    Ticket #{ $ticket } waits for a room: no user account is logged in. Please run “switchboard login”.

## User accounts

supervisor-account-full =
    User account { $account } is in { $chats } chats of { $most } that Telegram allows. Please let it leave those that nobody needs, or add a further account.
supervisor-account-restricted =
    Telegram has restricted user account { $account }: people reported it as spam, and it may make no groups and invite nobody. The desk leaves it alone for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }; other accounts, the forum or the desks serve meanwhile, if there are any. Please open @SpamBot from this account and see what it says.
supervisor-account-frozen =
    Telegram has frozen user account { $account }: it can read, and do nothing else. Its rooms can be neither made nor cleared; people who are in them can go on talking. Please open Telegram with this account and appeal, as it is shown there. The desk tries again in { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }.
supervisor-account-spam =
    Telegram takes user account { $account } for a spammer. For { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } it adds nobody to rooms: operators get a link from me instead. Please open @SpamBot from this account; it helps if your operators have it among their contacts.
supervisor-account-login =
    Somebody has logged in to user account { $account }: { $device }, { $location }. If that was none of you, open Telegram with this account, Settings → Devices, end that session and change the password of two-step verification.
supervisor-account-code =
    Somebody has asked for a login code of user account { $account }. If that was none of you, somebody is trying to get in: give the code to nobody, and see that two-step verification is on.
supervisor-account-told =
    Telegram has written to user account { $account } (digits are left out here, in case there is a code among them):

    { $text }
supervisor-account-gone =
    Telegram has closed user account { $account }. Its rooms cannot be reached any more. Please let another account take its place with “switchboard login”; whoever owns the number may ask Telegram why.
supervisor-account-away =
    User account { $account } has lost its login. Its rooms wait until somebody runs “switchboard login”.
