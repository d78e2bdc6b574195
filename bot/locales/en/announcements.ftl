### Announcements to all operators or all customers. In English.

announce-ask = <b>What would you like to announce?</b> Please write it in one message. Nothing is sent before you have seen it and said yes.
announce-only-text = Only text can be announced. Please write it in one message.
announce-to-whom =
    <b>Who shall read this?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Send this to { $count } member of staff?
       *[other] Send this to { $count } members of staff?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Send this to { $count } customer?
       *[other] Send this to { $count } customers?
    }</b>

    { $text }
announce-sending =
    <b>Your announcement is on its way</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-done =
    <b>Your announcement is out</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-stopped =
    <b>You have stopped your announcement</b>
    Sent: { $sent } of { $count }
    Not delivered: { $failed }
announce-dropped = Nothing was sent.
announce-nobody = There is nobody to tell.
button-to-operators = Operators
button-to-customers = Customers
button-yes-send = Yes, send
button-stop = Stop
