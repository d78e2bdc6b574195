### What operators read, in Ukrainian. Values are put in escaped.

## Shift and panel

panel-on-break =
    <b>{ $name }, у вас перерва</b>
    Звернення: { $load } з { $capacity }
    { $waiting ->
        [0] У черзі нікого немає.
        [one] У черзі { $waiting } клієнт.
        [few] У черзі { $waiting } клієнти.
       *[many] У черзі { $waiting } клієнтів.
    }
    Доки вона триває, нових звернень не буде. Відкриті залишаються за вами.
panel-leaving =
    <b>{ $name }, у вас { $count ->
        [one] { $count } відкрите звернення
        [few] { $count } відкриті звернення
       *[many] { $count } відкритих звернень
    }</b>
    Що зробити з { $count ->
        [one] ним
       *[many] ними
    } наприкінці зміни?
button-break = Перерва
button-end-break = Завершити перерву
button-keep-tickets = Довести до кінця
button-hand-over = Передати всі
button-stay-on-shift = Лишитися на зміні
already-on-break = У вас уже перерва.
not-on-break = У вас зараз немає перерви.
help-operator =
    <b>Що тут можна робити</b>
    /shift_start, /shift_end — почати або завершити зміну
    /break — почати або завершити перерву: нових звернень тим часом не буде
    /queue, /take — хто чекає, і взяти когось самостійно
    /chats — ваші відкриті звернення
    /close — закрити одне з них
    /transfer — передати колезі або повернути в чергу
    /panel — ваша панель
    /language — мова, якою я з вами розмовляю
    У чаті звернення:
    /close — закрити його
    /note і текст — нотатка, яку бачать лише співробітники
help-supervisor =
    <b>Що тут можна робити</b>
    Усе, що можуть оператори:
    /shift_start, /shift_end — почати або завершити зміну
    /break — почати або завершити перерву: нових звернень тим часом не буде
    /queue, /take — хто чекає, і взяти когось самостійно
    /chats — ваші відкриті звернення
    /close — закрити одне з них
    /transfer — передати колезі або повернути в чергу
    /panel — ваша панель
    /language — мова, якою я з вами розмовляю
    /rooms — розмови, які тривають: увійти, перебрати, закрити
    /stats — як працює служба: очікування, відповіді, оцінки
    /board — що відбувається просто зараз, в одному живому повідомленні
    /feedback — що думають клієнти
    /erasures — клієнти, які просять їх забути
    /why — чому звернення потрапило саме туди
    /staff — оператори та старші
    /announce — повідомити всіх операторів або всіх клієнтів
    /desks — групи працівників; у самій групі скажіть /desk, /overflow або /forum
    У чаті звернення, навіть якщо воно не ваше:
    /close — закрити його
    /note і текст — нотатка, яку бачать лише співробітники

## The queue, and one's own tickets

button-queue = Черга
button-chats = Мої звернення
button-take = Взяти №{ $ticket }
taken-by-other = Хтось із колег устиг раніше: звернення вже в роботі.
on-break = У вас перерва. Спершу завершіть її.
no-headroom = У вас уже найбільше можливе число звернень. Спершу закрийте або передайте одне.
own-request = Це ваше власне звернення: на нього відповість хтось із колег.
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
operator-ticket-note =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Клієнт уже в чаті й чекає на вас.
    <b>Нотатка для співробітників ({ $operator }):</b>
    { $note }
operator-ticket-passed =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Це звернення ведете вже не ви.

## In the room

button-history = Історія
button-call-supervisor = Покликати старшого
button-enter-ticket = Увійти до чату
history = Усе, про що говорили з клієнтом: { $customer }. Лише для співробітників.
supervisor-wanted =
    🙋 <b>Звернення №{ $ticket }</b>
    { $operator } просить старшого долучитися.
    Клієнт: { $customer }
supervisors-told = Старших сповіщено.
supervisors-told-before = Старших сповіщено щойно.
no-supervisor = Немає старшого, якому я міг би написати.
see-private-chat = Дивіться, будь ласка, наш приватний чат.
start-bot-first = Спершу напишіть мені в приватному чаті: натисніть там /start.
note-kept = Нотатку до звернення №{ $ticket } збережено. Її бачать лише співробітники.
note-empty = Напишіть нотатку одразу після команди: /note і текст.
