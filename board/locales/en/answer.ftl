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
answer-attach = Add files; or drop or paste them here
answer-record = Record a voice message
answer-record-end = End the recording
answer-record-off = Voice can be recorded only where this page is opened by https://: browsers give no microphone to others.
answer-no-microphone = The browser has no microphone, or may not use it.
answer-no-recorder = This browser records no voice that Telegram takes.
answer-uploading = Being uploaded…
answer-as-file = as a file
answer-file-remove = Remove { $file }
answer-caption-too-long =
    { $count ->
        [one] { $count } character too long: Telegram takes 1,024 below a file
       *[other] { $count } characters too long: Telegram takes 1,024 below a file
    }
file-too-big = That file is too big: a bot sends up to { $most } MB.
file-empty = That file is empty.
file-broken = That file did not come whole. Please try again.
files-too-many = At most { $most } files go at once.
files-no-room = There is no room for that file just now. Please try again in a moment.
voice-broken = That is no recording that can be sent.
answer-others = Writing now: { $who }
answer-in-room = This customer is answered in a room, by their operator. Here you read, and hand over.
answer-edit = Change
answer-edit-words = What shall this answer say?
answer-asks-card = There is a card number in it. Send it to the customer?
answer-asks-wallet = There is the address of a wallet in it that is not yours. Send it to the customer?
answer-asks-staff-word = It has a word of your list. Send it to the customer?
answer-anyway = Send anyway
answer-drop = Do not send
answer-dropped = It is not sent.
answer-edited = Changed, also for the customer.
answer-withdraw = Take back
answer-withdraw-sure = Take this answer out of the customer’s chat?
answer-withdrawing = It is being taken back.
