### What a customer is told of the wait, of working hours, topics and languages, in English.

## The wait

card-queued =
    <b>Ticket #{ $ticket }</b>
    All our operators are busy just now. You are number { $position } in line.
    { $hours ->
        [0] { $minutes ->
            [0] We cannot tell yet how long it will take.
            [one] It will probably take about a minute.
           *[other] It will probably take about { $minutes } minutes.
        }
        [one] It will probably take about an hour.
       *[other] It will probably take about { $hours } hours.
    }
    There is no need to do anything: this message changes as soon as somebody is free.
card-queued-nobody =
    <b>Ticket #{ $ticket }</b>
    None of our operators is here just now. You are number { $position } in line, and your ticket is not lost: this message changes as soon as somebody is back.
card-queued-closed =
    <b>Ticket #{ $ticket }</b>
    We are closed just now and open again { $day ->
        [0] today
        [1] tomorrow
        [2] on Monday
        [3] on Tuesday
        [4] on Wednesday
        [5] on Thursday
        [6] on Friday
        [7] on Saturday
       *[other] on Sunday
    } at { $clock } ({ $zone }). You are number { $position } in line, and this message changes as soon as somebody is free.
card-joined-waiting =
    <b>Ticket #{ $ticket }</b>
    You are in the chat. All our operators are busy just now, and you are number { $position } in line.
    { $hours ->
        [0] { $minutes ->
            [0] We cannot tell yet how long it will take.
            [one] It will probably take about a minute.
           *[other] It will probably take about { $minutes } minutes.
        }
        [one] It will probably take about an hour.
       *[other] It will probably take about { $hours } hours.
    }
    You can already write what it is about.

## Outside working hours, where no tickets are taken then

desk-closed = We are closed just now, { $name }. We open again { $day ->
        [0] today
        [1] tomorrow
        [2] on Monday
        [3] on Tuesday
        [4] on Wednesday
        [5] on Thursday
        [6] on Friday
        [7] on Saturday
       *[other] on Sunday
    } at { $clock } ({ $zone }). Please write to us then — we will be glad to help!
desk-nobody = None of our operators is here just now, { $name }. Please try again a little later — we will be glad to help!

## Topics

ask-topic = What is it about, { $name }? Please choose:
topic-gone = We have rearranged our topics, { $name }, and that one is not there any more. Which of these fits best?
topic-chosen = Topic: { $topic }
button-topic = { $topic }
button-earlier = ◀
button-further = ▶

## Languages

ask-language = Which language shall I speak?
language-chosen = I speak English with you from now on.
button-language-en = English
button-language-uk = Українська
button-language-ru = Русский
