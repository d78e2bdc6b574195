### What the desk says, in Ukrainian. Values are put in escaped; <b> and the like are Telegram's HTML.

## Customer

ask-contact =
    Вітаємо, { $name }! 👋
    Це служба підтримки. Щоб почати, поділіться номером телефону за допомогою кнопки нижче — так ми знатимемо, з ким говоримо.
contact-not-yours = Схоже, це чужий контакт. Будь ласка, надішліть свій номер кнопкою нижче.
contact-saved = Дякуємо, номер збережено.
welcome =
    { $name }, раді вас бачити!
    Коли знадобиться допомога, натисніть «Зв’язатися з оператором», і ми знайдемо того, хто відповість.
use-buttons = Тут я розумію лише кнопки — оберіть потрібну нижче. Усе інше можна написати операторові в чаті.
card-preparing =
    <b>Звернення №{ $ticket }</b>
    Оператора знайдено, готуємо для вас чат. Це триватиме кілька секунд.
card-ready =
    <b>Звернення №{ $ticket }</b>
    Чат готовий. Натисніть кнопку нижче й подайте запит на вступ — його буде схвалено одразу.
card-active =
    <b>Звернення №{ $ticket }</b>
    Вам відповідає { $operator }.
card-closed =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито.
card-cancelled =
    <b>Звернення №{ $ticket }</b>
    Ви скасували це звернення.
card-never-came =
    <b>Звернення №{ $ticket }</b>
    Ви не зайшли до чату, тому ми закрили звернення. Якщо допомога ще потрібна, знову натисніть «Зв’язатися з оператором».
thanks =
    Звернення №{ $ticket } закрито. Дякуємо, що написали нам!
    Якщо з’являться нові запитання, ми на зв’язку.
nothing-to-cancel = У вас немає відкритих звернень, скасовувати нічого.

## Operator

panel-on-shift =
    <b>{ $name }, ви на зміні</b>
    Звернення: { $load } з { $capacity }
    { $waiting ->
        [0] У черзі нікого немає.
        [one] У черзі { $waiting } клієнт.
        [few] У черзі { $waiting } клієнти.
       *[many] У черзі { $waiting } клієнтів.
    }
panel-off-shift =
    <b>{ $name }, ви не на зміні</b>
    Звернення: { $load } з { $capacity }
    { $waiting ->
        [0] У черзі нікого немає.
        [one] У черзі { $waiting } клієнт.
        [few] У черзі { $waiting } клієнти.
       *[many] У черзі { $waiting } клієнтів.
    }
queue-waiting =
    <b>{ $count ->
        [one] На відповідь чекає { $count } клієнт
        [few] На відповідь чекають { $count } клієнти
       *[many] На відповідь чекають { $count } клієнтів
    }{ $minutes ->
        [0] { "" }
        [one] , найдовше { $minutes } хвилину
        [few] , найдовше { $minutes } хвилини
        [many] , найдовше { $minutes } хвилин
       *[other] , найдовше { $minutes } хвилини
    }</b>
    { $list }
queue-empty = У черзі нікого немає.
operator-ticket =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Клієнт чекає на вашу відповідь.
operator-ticket-link =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Ваші налаштування приватності не дозволяють додати вас до чату. Увійдіть, будь ласка, за кнопкою нижче.
operator-ticket-closed =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Звернення закрито.
room-card =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Оператор: { $operator }
room-card-waiting =
    <b>Звернення №{ $ticket }</b>
    Оператор незабаром приєднається. Можете вже описати своє питання.
room-card-closed =
    <b>Звернення №{ $ticket }</b>
    Звернення закрито. Дякуємо!
confirm-close = Закрити звернення №{ $ticket }? Розмова з клієнтом на цьому завершиться.
supervisor-operator-unreachable = ⚠️ Звернення №{ $ticket }: не вдалося ні додати оператора { $operator } до чату, ні написати йому.
supervisor-intruder = ⚠️ Звернення №{ $ticket }: до чату без запрошення зайшов сторонній ({ $person }). Ми його вилучили.
supervisor-effect-failed = ⚠️ Звернення №{ $ticket }. { $reason }

## Buttons

button-share-contact = 📱 Поділитися номером
button-talk = 💬 Зв’язатися з оператором
button-cancel = Скасувати
button-enter-room = Увійти до чату
button-start-shift = Почати зміну
button-end-shift = Завершити зміну
button-refresh = Оновити
button-close = Закрити звернення
button-yes-close = Так, закрити
button-no = Ні

## Answers to a press, and refusals

done = Готово
already-done = Це вже зроблено
not-your-ticket = Це звернення веде інший оператор.
staff-only = Це доступно лише співробітникам.
ticket-is-closed = Це звернення вже закрито.
already-on-shift = Ви вже на зміні.
not-on-shift = Ви зараз не на зміні.
card-moved = ⤵️ Дивіться нижче: найновіше повідомлення про це — там.
door-waits =
    Telegram просить зачекати до { $time }, перш ніж я зможу впустити вас до чату звернення №{ $ticket }. Робити нічого не потрібно: вас впустять на той час.
door-too-many-chats =
    Telegram не пускає вас до чату звернення №{ $ticket }: ви вже у стількох групах і каналах, скільки він дозволяє. Вийдіть, будь ласка, з тих, що вам більше не потрібні, і натисніть кнопку.
button-let-in = Готово, впустіть мене
door-tried = Якщо ви не потрапили до чату, відкрийте посилання ще раз.
