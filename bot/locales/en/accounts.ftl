### User accounts and their rooms, in English.

card-no-room-yet =
    <b>Ticket #{ $ticket }</b>
    An operator is ready for you, but opening your chat takes longer than usual just now. There is no need to do anything: I will write to you as soon as it is there.
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
supervisor-account-full =
    User account { $account } is in { $chats } chats of { $most } that Telegram allows. Please let it leave those that nobody needs, or add a further account.
supervisor-account-away =
    User account { $account } has lost its login. Its rooms wait until somebody runs “switchboard login”.
