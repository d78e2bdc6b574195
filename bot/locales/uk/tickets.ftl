### A ticket's life: offers, silence, leaving, handing over, the end. In Ukrainian.

## Customer

offer-reminder =
    ⏳ Чат за зверненням №{ $ticket } досі чекає на вас. { $minutes ->
        [one] Він закриється через { $minutes } хвилину
        [few] Він закриється через { $minutes } хвилини
        [many] Він закриється через { $minutes } хвилин
       *[other] Він закриється через { $minutes } хвилини
    }, якщо ви не зайдете.
still-needed =
    <b>Звернення №{ $ticket }</b>
    У вашому чаті вже якийсь час тихо. Чи потрібна ще наша допомога?
still-needed-yes =
    <b>Звернення №{ $ticket }</b>
    Добре, звернення залишається відкритим. Просто пишіть у чат.
button-still-needed = Допомога ще потрібна
button-solved = Усе вирішено, дякую
closed-silent =
    Ми не отримали від вас відповіді, тому звернення №{ $ticket } закрито.
    Якщо допомога ще потрібна, просто створіть нове.
closed-left =
    Ви вийшли з чату й не повернулися, тому звернення №{ $ticket } закрито.
    Якщо допомога ще потрібна, просто створіть нове.
thanks =
    Звернення №{ $ticket } закрито. Дякуємо, що написали нам!
    Якщо з’являться нові запитання, ми на зв’язку.

## Operator

answer-reminder =
    ⏳ <b>Звернення №{ $ticket }</b>
    { $customer } чекає на ваше перше слово. { $minutes ->
        [one] Через { $minutes } хвилину
        [few] Через { $minutes } хвилини
        [many] Через { $minutes } хвилин
       *[other] Через { $minutes } хвилини
    } звернення перейде до іншого оператора.
offer-lost =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Клієнтові вчасно ніхто не відповів, тому звернення у вас забрано й запропоновано іншим.
nudge =
    🔔 <b>Звернення №{ $ticket }</b>
    { $customer } чекає на вашу відповідь уже { $minutes ->
        [one] { $minutes } хвилину
        [few] { $minutes } хвилини
        [many] { $minutes } хвилин
       *[other] { $minutes } хвилини
    }.
goes-on =
    <b>Звернення №{ $ticket }</b>
    { $customer } пише, що допомога ще потрібна.
customer-left =
    <b>Звернення №{ $ticket }</b>
    { $customer } виходить із чату. Повернутися ще можна; інакше звернення закриється саме.
customer-back =
    <b>Звернення №{ $ticket }</b>
    { $customer } знову в чаті.
desk-nudge =
    🔔 <b>Звернення №{ $ticket }</b>
    { $customer } чекає на відповідь уже { $minutes ->
        [one] { $minutes } хвилину
        [few] { $minutes } хвилини
       *[many] { $minutes } хвилин
    }.
desk-goes-on =
    <b>Звернення №{ $ticket }</b>
    { $customer } пише, що допомога ще потрібна.
desk-customer-blocked =
    🚫 <b>Звернення №{ $ticket }</b>
    Написати клієнту { $customer } не можна: бота заблоковано або акаунт видалено. Якщо клієнт не повернеться, звернення закриється саме.
desk-customer-back =
    <b>Звернення №{ $ticket }</b>
    Клієнту { $customer } знову можна написати.

## Supervisor

supervisor-offer-passed = ⚠️ Звернення №{ $ticket }: { $operator } не відповідає клієнтові, тому звернення перейшло до { $next }.
supervisor-offer-waits = ⚠️ Звернення №{ $ticket }: { $operator } не відповідає клієнтові, а вільних операторів немає. Клієнт досі чекає.
supervisor-off-shift = ⚠️ Звернення №{ $ticket }: зв’язку з { $operator } немає, тому зміну завершено, а звернення запропоновано іншим.

## An operator's own tickets

button-chats = Мої звернення
chats-list =
    <b>{ $count ->
        [one] У вас { $count } відкрите звернення
        [few] У вас { $count } відкриті звернення
       *[many] У вас { $count } відкритих звернень
    }</b>
    { $list }
chats-empty = У вас немає відкритих звернень.
chats-close =
    <b>Яке з ваших звернень закрити? ({ $count })</b>
    { $list }
chats-transfer =
    <b>Яке з ваших звернень передати? ({ $count })</b>
    { $list }
button-chat-of = Чат №{ $ticket }
button-close-of = Закрити №{ $ticket }
button-transfer-of = Передати №{ $ticket }

## Handing over

transfer-to-whom =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Хто продовжить розмову?
transfer-to-nobody =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Зараз ніхто з колег не може його взяти. Можна повернути його в чергу.
transfer-note =
    <b>Звернення №{ $ticket } → { $operator }</b>
    Напишіть нотатку для колеги ({ $operator }) або продовжте без неї. Її побачать лише співробітники.
transfer-note-queue =
    <b>Звернення №{ $ticket } → черга</b>
    Напишіть нотатку для того, хто візьме звернення, або продовжте без неї. Її побачать лише співробітники.
transferred = Звернення №{ $ticket } передано. Тепер його веде { $operator }.
transferred-queue = Звернення №{ $ticket } знову в черзі.
button-transfer = Передати
button-operator = { $name } · { $load } з { $capacity }
button-to-queue = Повернути в чергу
button-no-note = Без нотатки
cannot-take = Колега вже не може взяти це звернення. Будь ласка, оберіть когось іншого.
nobody-holds = Це звернення зараз ніхто не веде: воно в черзі.

## Notes

note-kept = Нотатку до звернення №{ $ticket } збережено. Її бачать лише співробітники.
note-empty = Напишіть нотатку одразу після команди: /note і текст.
note-by-reply = Будь ласка, надішліть /note відповіддю на картку звернення або на повідомлення цього клієнта: тут їх кілька.

## Calling a supervisor

button-call-supervisor = Покликати супервайзера
button-enter-ticket = Увійти до чату
supervisor-wanted =
    🙋 <b>Звернення №{ $ticket }</b>
    { $operator } просить супервайзера долучитися.
    Клієнт: { $customer }
supervisors-told = Супервайзерів сповіщено.
supervisors-told-before = Супервайзерів сповіщено щойно.
no-supervisor = Немає супервайзера, якому я міг би написати.

## The end

confirm-close = Закрити звернення №{ $ticket }? Розмова з клієнтом на цьому завершиться.
button-close = Закрити звернення
button-yes-close = Так, закрити
ticket-is-closed = Це звернення вже закрито.
not-your-ticket = Це звернення веде інший оператор.

## Звернення, що тривають після завершення

button-reopen-ticket = Відкрити знову
reopened-line = 🔁 Відкрито знову: { $time }. Усе сказане раніше є в історії.
reopen-ended-long-ago = Звернення №{ $ticket } завершилося надто давно, щоб відкрити його знову.
reopen-customer-has-other = У його клієнта вже є інше відкрите звернення: №{ $ticket }.
reopen-cannot = Звернення №{ $ticket } не можна відкрити знову: воно завершилося без розмови, або сказане в ньому більше не зберігається.
reopen-of-blocked = Звернення №{ $ticket } не можна відкрити знову: клієнта заблоковано, або він заблокував бота.
reopen-how = Напишіть номер завершеного звернення: <b>/reopen 12</b>
reopen-done = Звернення №{ $ticket } знову відкрито.

## Цілі

target-due = ⏱ { $what ->
        [1] Перша відповідь
       *[other] Розв’язати
    } до { $time }
target-late = 🔴 { $what ->
        [1] Перша відповідь запізнюється: мала бути
       *[other] Розв’язання запізнюється: мало бути
    } до { $time }
target-near =
    ⏱ <b>Звернення №{ $ticket }</b>, { $customer }
    { $what ->
        [1] Перша відповідь має бути до { $time }.
       *[other] Його слід розв’язати до { $time }.
    }
supervisor-target-missed =
    🔴 Звернення №{ $ticket } ({ $topic }): ціль порушено, { $what ->
        [1] перша відповідь мала бути
       *[other] розв’язання мало бути
    } до { $time }
    Оператор: { $operator }
