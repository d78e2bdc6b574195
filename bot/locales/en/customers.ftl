### What customers are told before they have a ticket: welcome, topics, languages, working hours. In English.

## What Telegram shows of the bot to those who have not written yet: at most 512 and 120 characters

bot-description = Write to us here: somebody of our team answers in this chat, or invites you to one of your own. Press Start to begin.
bot-about = Our support desk: write, and a person answers.

## The first words

ask-contact =
    Hello, { $name }! 👋
    This is our support desk. To get started, please share your phone number with the button below — that way we know who we are talking to.
button-share-contact = 📱 Share my number
contact-not-yours = This looks like somebody else’s contact. Please share your own number with the button below.
contact-saved = Thank you, your number is saved.
welcome =
    { $name }, good to see you!
    When you need a hand, press “Talk to an operator” and we will find somebody for you.
use-buttons = I only understand buttons here, so please choose one below. Everything else you can tell the operator in the chat.
button-talk = 💬 Talk to an operator

## Outside working hours, where no tickets are taken then

day-of-month = { $day } { $month ->
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
}
desk-closed = We are closed just now, { $name }. We open again { $day ->
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
    } at { $clock } ({ $zone }). Please write to us then — we will be glad to help!
desk-nobody = None of our operators is here just now, { $name }. Please try again a little later — we will be glad to help!

## What the desk answers by itself, where a topic says so: the first words of a ticket, and what is written outside working hours

auto-first = Thank you, { $name }: your message is with our team. Somebody reads it and answers as soon as they can — if there is more to say, just write on.
auto-closed = Thank you for writing, { $name }. Nobody is here just now; we are back { $day ->
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
    } at { $clock } ({ $zone }), and answer then. Nothing that you write until then is lost.

## Topics

ask-topic = What is it about, { $name }? Please choose:
topic-gone = We have rearranged our topics, { $name }, and that one is not there any more. Which of these fits best?
topic-chosen = Topic: { $topic }
button-topic = { $topic }
button-earlier = ◀
button-further = ▶
choose-topic = Hello! Please choose what it is about!
choose-topic-by-button = Please choose what it is about by pressing one of the buttons. If you have changed your mind, send the command /cancel.

## The question, where it is asked for in the bot's chat

ask-question = Thank you! And now write your question.
ask-question-at-once = Hello! Please write your question. If you change your mind, send the command /cancel.
question-cancelled = All right, cancelled. Send /start whenever you need us.
nothing-asked = There is nothing to cancel. To ask a question, send /start.
button-ask-again = 💬 Ask a question

## Writing while there is a ticket, and taking it back

talk-runs = Ticket #{ $ticket } is being worked on already. If you do not need an answer any more, close it with the button. If you do, just write on.
talk-runs-elsewhere = Ticket #{ $ticket } is being talked about in its own chat. There you can tell the operator that you need no help any more.
write-here = Just write here: everything that you send goes to whoever answers ticket #{ $ticket }. /cancel ends it.
button-end-talk = Close the ticket
too-late-to-cancel = Your ticket is being worked on already. Just write on, or end it with /cancel.
nothing-to-cancel = You have no open ticket, so there is nothing to cancel.

## Languages

ask-language = Which language shall I speak?
language-chosen = I speak English with you from now on.
button-language-en = English
button-language-uk = Українська
button-language-ru = Русский

## Blocked

blocked = We are sorry, but we cannot help you here at present. /mydata shows what we keep about you, /forget asks us to erase it.
