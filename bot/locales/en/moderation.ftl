### Words that are held back. In English.

## The customer

held-told-flood =
    Your messages come faster than anybody can read them. Those from here on are kept, and we can look at them; nothing needs to be sent again. After a short pause everything goes on as before.

## Staff

held-flood =
    <b>#{ $ticket } Messages are held back: too many at once.</b>
    { $customer } was told so. They are in the transcript, and after a pause everything comes here again.
button-held-show = Show them
held-shown =
    { $count ->
        [0] <b>#{ $ticket }</b> Nothing was held back any more ({ $operator }).
        [one] <b>#{ $ticket }</b> { $operator } had { $count } held-back message shown.
       *[other] <b>#{ $ticket }</b> { $operator } had { $count } held-back messages shown.
    }
held-nothing = Nothing is held back here.
