### Statistics and the live board. In English.

## Statistics

stats-card =
    <b>{ $period }</b>
    Entered: { $entered }
    Answered: { $answered }
    Abandoned: { $abandoned } ({ $abandonment })
    Not answered yet: { $waiting }
    Opened again: { $reopened }

    Wait for an operator (ASA): { $asa }
    Wait for the first word (FRT): { $frt }
    Handling (AHT): { $aht }
    Answered within { $seconds } s (service level): { $level }
    Rating: { $rating }

    { $details }
stats-operators = <b>{ $pages ->
        [1] Operators
       *[other] Operators, page { $page } of { $pages }
    }</b>
stats-operator =
    <b>{ $name }</b>: { $handled } handled, { $load } of { $capacity } open
    AHT { $aht } · FRT { $frt } · occupancy { $busy }, by load { $full } · { $rating }
stats-accounts = <b>Rooms and accounts</b>
stats-replies = <b>Canned replies</b> said: { $count } ({ $list })
stats-account = { $name }: rooms today { $made } of { $rooms }, chats { $chats } of { $most }, health { $health } of 100
stats-account-flooded = { $name }: rooms today { $made } of { $rooms }, chats { $chats } of { $most }, health { $health } of 100; Telegram wants { $minutes ->
        [one] { $minutes } more minute
       *[other] { $minutes } more minutes
    } of rest
stats-account-away = { $name }: not at work; rooms today { $made } of { $rooms }, chats { $chats } of { $most }
stats-day = { $year }-{ $month }-{ $day }
stats-days = { $from } to { $to }
stats-percent = { $percent }%
stats-rating = { $whole }.{ $tenth } ★ ({ $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    })
stats-rating-solved = { $rating } · solved: { $percent }% of { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
stats-no-rating = no ratings
stats-nothing = –
stats-choose-first = Which days? Please choose the first one.
stats-choose-last = From { $first }. Please choose the last day, or the same one again.
stats-unclear = I did not understand the days. Please write, for example, /stats week or /stats 2026-11-01 2026-11-15 (a year at most), or use the buttons of /stats.
chart-title-day = { $period }: the queue and the load
chart-title-days = { $period }: the queue and the load of each day
chart-waiting = in the queue, at most
chart-load = tickets with operators, on average
chart-on-shift = operators on shift, on average
chart-caption = { $period }
tickets-file = Tickets, { $period }
operators-file = Operators, { $period }
button-today = Today
button-yesterday = Yesterday
button-week = 7 days
button-month = 30 days
button-choose-days = Choose days
button-files = Files (CSV)
button-month-name = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    } { $year }
button-weekday = { $weekday ->
        [0] Mo
        [1] Tu
        [2] We
        [3] Th
        [4] Fr
        [5] Sa
       *[other] Su
    }
button-day = { $day }
button-no-day = ·

## Live board

board-card =
    { $queue }

    { $staff }

    Active tickets: { $active }
board-queue = <b>{ $count ->
        [one] { $count } customer is waiting
       *[other] { $count } customers are waiting
    }, the longest for { $hours ->
        [0] { $minutes } min
       *[other] { $hours } h { $minutes } min
    }</b>
board-nobody-waits = <b>Nobody is waiting</b>
board-waiter = #{ $ticket } { $name }, { $topic }: { $hours ->
        [0] { $minutes } min
       *[other] { $hours } h { $minutes } min
    }
board-staff = <b>{ $count ->
        [one] { $count } operator is on shift
       *[other] { $count } operators are on shift
    }</b>
board-nobody-on-shift = <b>Nobody is on shift</b>
board-operator = { $name }: { $load } of { $capacity }
board-operator-on-break = { $name }: { $load } of { $capacity }, on a break
board-more = … and { $count } more
board-stopped = The board is no longer kept up to date.
board-moved = The board goes on further down.
button-board = Show the board
button-stop-board = Stop

stats-targets = <b>Targets met</b>
stats-target-line = { $topic }: first answer { $first }, solution { $resolution }
