### The box below a ticket’s talk, by which its customer is answered. In English.

answer = Answer
answer-box = Answer to the customer
answer-send = Send
answer-sent = On its way to the customer.
answer-preview = The customer will see:
answer-left =
    { $count ->
        [one] { $count } character left
       *[other] { $count } characters left
    }
answer-too-long =
    { $count ->
        [one] { $count } character too long: Telegram takes 4,096 in one message
       *[other] { $count } characters too long: Telegram takes 4,096 in one message
    }
answer-others = Writing now: { $who }
answer-in-room = This customer is answered in a room, by their operator. Here you read, and hand over.
answer-edit = Change
answer-edit-words = What shall this answer say?
answer-edited = Changed, also for the customer.
answer-withdraw = Take back
answer-withdraw-sure = Take this answer out of the customer’s chat?
answer-withdrawing = It is being taken back.
