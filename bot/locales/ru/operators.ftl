### What operators read, in Russian. Values are put in escaped.

## Shift and panel

panel-on-break =
    <b>{ $name }, у вас перерыв</b>
    Обращения: { $load } из { $capacity }
    { $waiting ->
        [0] В очереди никого нет.
        [one] В очереди { $waiting } клиент.
        [few] В очереди { $waiting } клиента.
       *[many] В очереди { $waiting } клиентов.
    }
    Пока он длится, новых обращений не будет. Открытые остаются за вами.
panel-leaving =
    <b>{ $name }, у вас { $count ->
        [one] { $count } открытое обращение
        [few] { $count } открытых обращения
       *[many] { $count } открытых обращений
    }</b>
    Что сделать с { $count ->
        [one] ним
       *[many] ними
    } в конце смены?
button-break = Перерыв
button-end-break = Закончить перерыв
button-keep-tickets = Довести до конца
button-hand-over = Передать все
button-stay-on-shift = Остаться на смене
already-on-break = У вас уже перерыв.
not-on-break = У вас сейчас нет перерыва.
help-operator =
    <b>Что здесь можно делать</b>
    /shift_start, /shift_end — начать или завершить смену
    /break — начать или закончить перерыв: новых обращений тем временем не будет
    /queue, /take — кто ждёт, и взять кого-то самостоятельно
    /chats — ваши открытые обращения
    /close — закрыть одно из них
    /transfer — передать коллеге или вернуть в очередь
    /panel — ваша панель
    /language — язык, на котором я с вами говорю
    В чате обращения:
    /close — закрыть его
    /note и текст — заметка, которую видят только сотрудники
help-supervisor =
    <b>Что здесь можно делать</b>
    Всё, что могут операторы:
    /shift_start, /shift_end — начать или завершить смену
    /break — начать или закончить перерыв: новых обращений тем временем не будет
    /queue, /take — кто ждёт, и взять кого-то самостоятельно
    /chats — ваши открытые обращения
    /close — закрыть одно из них
    /transfer — передать коллеге или вернуть в очередь
    /panel — ваша панель
    /language — язык, на котором я с вами говорю
    /rooms — разговоры, которые идут сейчас: войти, забрать, закрыть
    /stats — как работает служба: ожидание, ответы, оценки
    /board — что происходит прямо сейчас, в одном живом сообщении
    /feedback — что думают клиенты
    /erasures — клиенты, которые просят их забыть
    /why — почему обращение попало именно туда
    /staff — операторы и старшие
    /announce — сообщить всем операторам или всем клиентам
    /desks — группы сотрудников; в самой группе скажите /desk, /overflow или /forum
    В чате обращения, даже если оно не ваше:
    /close — закрыть его
    /note и текст — заметка, которую видят только сотрудники

## The queue, and one's own tickets

button-queue = Очередь
button-chats = Мои обращения
button-take = Взять №{ $ticket }
taken-by-other = Кто-то из коллег успел раньше: обращение уже в работе.
on-break = У вас перерыв. Сначала закончите его.
no-headroom = У вас уже наибольшее возможное число обращений. Сначала закройте или передайте одно.
own-request = Это ваше собственное обращение: на него ответит кто-то из коллег.
chats-list =
    <b>{ $count ->
        [one] У вас { $count } открытое обращение
        [few] У вас { $count } открытых обращения
       *[many] У вас { $count } открытых обращений
    }</b>
    { $list }
chats-empty = У вас нет открытых обращений.
chats-close =
    <b>Какое из ваших обращений закрыть? ({ $count })</b>
    { $list }
chats-transfer =
    <b>Какое из ваших обращений передать? ({ $count })</b>
    { $list }
button-chat-of = Чат №{ $ticket }
button-close-of = Закрыть №{ $ticket }
button-transfer-of = Передать №{ $ticket }

## Handing over

transfer-to-whom =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Кто продолжит разговор?
transfer-to-nobody =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Сейчас никто из коллег не может его взять. Можно вернуть его в очередь.
transfer-note =
    <b>Обращение №{ $ticket } → { $operator }</b>
    Напишите заметку для коллеги ({ $operator }) или продолжите без неё. Её увидят только сотрудники.
transfer-note-queue =
    <b>Обращение №{ $ticket } → очередь</b>
    Напишите заметку для того, кто возьмёт обращение, или продолжите без неё. Её увидят только сотрудники.
transferred = Обращение №{ $ticket } передано. Теперь его ведёт { $operator }.
transferred-queue = Обращение №{ $ticket } снова в очереди.
button-transfer = Передать
button-operator = { $name } · { $load } из { $capacity }
button-to-queue = Вернуть в очередь
button-no-note = Без заметки
cannot-take = Коллега уже не может взять это обращение. Пожалуйста, выберите кого-то другого.
nobody-holds = Это обращение сейчас никто не ведёт: оно в очереди.
operator-ticket-note =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Клиент уже в чате и ждёт вас.
    <b>Заметка для сотрудников ({ $operator }):</b>
    { $note }
operator-ticket-passed =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Это обращение ведёте уже не вы.

## In the room

button-history = История
button-call-supervisor = Позвать старшего
button-enter-ticket = Войти в чат
history = Всё, о чём говорили с клиентом: { $customer }. Только для сотрудников.
supervisor-wanted =
    🙋 <b>Обращение №{ $ticket }</b>
    { $operator } просит старшего подключиться.
    Клиент: { $customer }
supervisors-told = Старшие оповещены.
supervisors-told-before = Старшие оповещены только что.
no-supervisor = Нет старшего, которому я мог бы написать.
see-private-chat = Посмотрите, пожалуйста, наш приватный чат.
start-bot-first = Сначала напишите мне в приватном чате: нажмите там /start.
note-kept = Заметка к обращению №{ $ticket } сохранена. Её видят только сотрудники.
note-empty = Напишите заметку сразу после команды: /note и текст.
