### A ticket's life: offers, silence, leaving, handing over, the end. In Russian.

## Customer

offer-reminder =
    ⏳ Чат по обращению №{ $ticket } всё ещё ждёт вас. { $minutes ->
        [one] Он закроется через { $minutes } минуту
        [few] Он закроется через { $minutes } минуты
        [many] Он закроется через { $minutes } минут
       *[other] Он закроется через { $minutes } минуты
    }, если вы не зайдёте.
still-needed =
    <b>Обращение №{ $ticket }</b>
    В вашем чате уже какое-то время тихо. Нужна ли ещё наша помощь?
still-needed-yes =
    <b>Обращение №{ $ticket }</b>
    Хорошо, обращение остаётся открытым. Просто пишите в чат.
button-still-needed = Помощь ещё нужна
button-solved = Всё решено, спасибо
closed-silent =
    Мы не получили от вас ответа, поэтому обращение №{ $ticket } закрыто.
    Если помощь ещё нужна, просто создайте новое.
closed-left =
    Вы вышли из чата и не вернулись, поэтому обращение №{ $ticket } закрыто.
    Если помощь ещё нужна, просто создайте новое.
thanks =
    Обращение №{ $ticket } закрыто. Спасибо, что написали нам!
    Если появятся новые вопросы, мы на связи.

## Operator

answer-reminder =
    ⏳ <b>Обращение №{ $ticket }</b>
    { $customer } ждёт вашего первого слова. { $minutes ->
        [one] Через { $minutes } минуту
        [few] Через { $minutes } минуты
        [many] Через { $minutes } минут
       *[other] Через { $minutes } минуты
    } обращение перейдёт к другому оператору.
offer-lost =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Клиенту вовремя никто не ответил, поэтому обращение у вас забрано и предложено другим.
nudge =
    🔔 <b>Обращение №{ $ticket }</b>
    { $customer } ждёт вашего ответа уже { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }.
goes-on =
    <b>Обращение №{ $ticket }</b>
    { $customer } пишет, что помощь ещё нужна.
customer-left =
    <b>Обращение №{ $ticket }</b>
    { $customer } выходит из чата. Вернуться ещё можно; иначе обращение закроется само.
customer-back =
    <b>Обращение №{ $ticket }</b>
    { $customer } снова в чате.
desk-nudge =
    🔔 <b>Обращение №{ $ticket }</b>
    { $customer } ждёт ответа уже { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[many] { $minutes } минут
    }.
desk-goes-on =
    <b>Обращение №{ $ticket }</b>
    { $customer } пишет, что помощь ещё нужна.
desk-customer-blocked =
    🚫 <b>Обращение №{ $ticket }</b>
    Написать клиенту { $customer } нельзя: бот заблокирован или аккаунт удалён. Если клиент не вернётся, обращение закроется само.
desk-customer-back =
    <b>Обращение №{ $ticket }</b>
    Клиенту { $customer } снова можно написать.

## Supervisor

supervisor-offer-passed = ⚠️ Обращение №{ $ticket }: { $operator } не отвечает клиенту, поэтому обращение перешло к { $next }.
supervisor-offer-waits = ⚠️ Обращение №{ $ticket }: { $operator } не отвечает клиенту, а свободных операторов нет. Клиент всё ещё ждёт.
supervisor-off-shift = ⚠️ Обращение №{ $ticket }: с { $operator } никак не связаться, поэтому смена завершена, а обращение предложено другим.

## An operator's own tickets

button-chats = Мои обращения
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

## Notes

note-kept = Заметка к обращению №{ $ticket } сохранена. Её видят только сотрудники.
note-empty = Напишите заметку сразу после команды: /note и текст.
note-by-reply = Пожалуйста, отправьте /note ответом на карточку обращения или на сообщение этого клиента: здесь их несколько.

## Calling a supervisor

button-call-supervisor = Позвать супервайзера
button-enter-ticket = Войти в чат
supervisor-wanted =
    🙋 <b>Обращение №{ $ticket }</b>
    { $operator } просит супервайзера подключиться.
    Клиент: { $customer }
supervisors-told = Супервайзеры оповещены.
supervisors-told-before = Супервайзеры оповещены только что.
no-supervisor = Нет супервайзера, которому я мог бы написать.

## The end

confirm-close = Закрыть обращение №{ $ticket }? Разговор с клиентом на этом закончится.
button-close = Закрыть обращение
button-yes-close = Да, закрыть
ticket-is-closed = Это обращение уже закрыто.
not-your-ticket = Это обращение ведёт другой оператор.

## Обращения, которые продолжаются после завершения

button-reopen-ticket = Открыть снова
reopened-line = 🔁 Открыто снова: { $time }. Всё сказанное раньше — в истории.
reopen-ended-long-ago = Обращение №{ $ticket } завершилось слишком давно, чтобы открыть его снова.
reopen-customer-has-other = У его клиента уже есть другое открытое обращение: №{ $ticket }.
reopen-cannot = Обращение №{ $ticket } нельзя открыть снова: оно завершилось без разговора, или сказанное в нём больше не хранится.
reopen-of-blocked = Обращение №{ $ticket } нельзя открыть снова: клиент заблокирован или сам заблокировал бота.
reopen-how = Напишите номер завершённого обращения: <b>/reopen 12</b>
reopen-done = Обращение №{ $ticket } снова открыто.

## Цели

target-due = ⏱ { $what ->
        [1] Первый ответ
       *[other] Решить
    } до { $time }
target-late = 🔴 { $what ->
        [1] Первый ответ опаздывает: должен был быть
       *[other] Решение опаздывает: должно было быть
    } до { $time }
target-near =
    ⏱ <b>Обращение №{ $ticket }</b>, { $customer }
    { $what ->
        [1] Первый ответ должен быть до { $time }.
       *[other] Его следует решить до { $time }.
    }
supervisor-target-missed =
    🔴 Обращение №{ $ticket } ({ $topic }): цель нарушена, { $what ->
        [1] первый ответ должен был быть
       *[other] решение должно было быть
    } до { $time }
    Оператор: { $operator }
