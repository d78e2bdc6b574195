### What cards show: a ticket's for the customer and for staff, and what all of them have in common. In Ukrainian.

## The customer's, where there is a room

card-preparing =
    <b>Звернення №{ $ticket }</b>
    Оператора знайдено, готуємо для вас чат. Це триватиме кілька секунд.
card-ready =
    <b>Звернення №{ $ticket }</b>
    Чат готовий. Натисніть кнопку нижче й подайте запит на вступ — його буде схвалено одразу.
card-active =
    <b>Звернення №{ $ticket }</b>
    Вам відповідає { $operator }.
card-left =
    <b>Звернення №{ $ticket }</b>
    Ви вийшли з чату, але звернення ще відкрите. Щоб повернутися, натисніть кнопку нижче.
card-closed =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито.
card-cancelled =
    <b>Звернення №{ $ticket }</b>
    Ви скасували це звернення.
card-never-came =
    <b>Звернення №{ $ticket }</b>
    Ви не зайшли до чату, тому ми закрили звернення. Якщо допомога ще потрібна, знову натисніть «Зв’язатися з оператором».
card-closed-silent =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито, бо від вас не було відповіді.
card-closed-left =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито, бо ви вийшли з чату.

## The customer's, where the answer comes into the bot's chat

question-accepted =
    <b>Звернення №{ $ticket }</b>
    Ваше запитання прийнято. Відповідь надійде просто сюди, а поки що можна писати далі.
question-accepted-closed =
    <b>Звернення №{ $ticket }</b>
    Ваше запитання прийнято. Зараз ми не працюємо, відкриваємося { $day ->
        [0] сьогодні
        [1] завтра
        [2] у понеділок
        [3] у вівторок
        [4] у середу
        [5] у четвер
        [6] у п’ятницю
        [7] у суботу
        [9] { $date }
       *[other] у неділю
    } о { $clock } ({ $zone }). Відповідь надійде просто сюди.
question-answered =
    <b>Звернення №{ $ticket }</b>
    Вам відповідають. Усе, що ви пишете тут, ми отримуємо.
question-closed =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито.
question-withdrawn =
    <b>Звернення №{ $ticket }</b>
    Ви скасували це звернення. Надішліть /start, коли ми знадобимося.

## The operator's

operator-ticket =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Клієнт чекає на вашу відповідь.
operator-ticket-note =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Клієнт чекає на вашу відповідь.
    <b>Нотатка для співробітників ({ $operator }):</b>
    { $note }
operator-ticket-link =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Ваші налаштування приватності не дозволяють додати вас до чату. Увійдіть, будь ласка, за кнопкою нижче.
operator-ticket-passed =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Це звернення ведете вже не ви.
operator-ticket-closed =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Звернення закрито.

## The room's

room-card =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Оператор: { $operator }

    { $goes }
room-card-waiting =
    <b>Звернення №{ $ticket }</b>
    Оператор незабаром приєднається. Можете вже описати своє питання.

    { $goes }
room-card-closed =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито. Дякуємо!

## Of every card

done = Готово
already-done = Це вже зроблено
card-moved = ⤵️ Дивіться нижче: найновіше повідомлення про це — там.
button-no = Ні
button-before = ◀️ Назад
button-after = Далі ▶️
button-back = До списку
age-seconds = { $count } с
age-minutes = { $count } хв
age-hours = { $count } год { $minutes } хв
