### What supervisors look at and take into their hands: why a ticket went where it went, and rooms. In Russian.

## Why

why-list =
    <b>Кто получил обращение и почему?</b>
    { $count ->
        [one] Всего { $count } обращение.
        [few] Всего { $count } обращения, сначала новые.
       *[many] Всего { $count } обращений, сначала новые.
    }
why-empty = Обращений пока нет.
why-ticket =
    <b>Обращение №{ $ticket }</b>, { $customer }, { $topic }
    { $list }
why-opened = { $time } открыто
why-offered = { $time } <b>предложено: { $operator }</b>
why-assigned = { $time } <b>назначено: { $operator }</b>
why-joined = { $time } клиент вошёл в чат, поэтому выбор сделан заново
why-taken = { $time } <b>взято вручную: { $operator }</b>
why-transferred = { $time } <b>передано: { $holder } → { $operator }</b>
why-transferred-queue = { $time } <b>возвращено в очередь: { $holder }</b>
why-taken-over = { $time } <b>взято на себя: { $operator }</b> (до этого { $holder })
why-offer-lost = { $time } <b>потеряно: { $operator }</b>, не было ответа вовремя
why-requeued = { $time } назад в очередь: взять было некому
why-unreachable = { $time } { $operator }: не удалось связаться
why-called = { $time } позвали супервайзера
why-entered = { $time } в чат вошёл супервайзер: { $operator }
why-closed = { $time } закрыто: { $operator }
why-ended = { $time } завершено
why-reopened = { $time } клиент открыл снова
why-reopened-by = { $time } открыто снова: { $operator }
why-customer-unreachable = { $time } бот больше не может писать клиенту
why-customer-left = { $time } завершено: клиента слишком долго не было
why-thread-taken = { $time } обслуживается в теме форума
why-desk-taken = { $time } обслуживается в группе «{ $title }»
why-thread-lost = { $time } тема форума потеряна
why-desk-lost = { $time } группа потеряна
why-note = 📝 { $note }
why-now = <b>Если бы выбирали сейчас:</b>
why-others-off = Остальные не на смене.
reason-chosen = ✅ { $operator }: { $load } из { $capacity }, { $idle }{ $last }{ $holds }
reason-fits = ▫️ { $operator }: { $load } из { $capacity }, { $idle }{ $last }{ $holds }
reason-never-busy = обращений ещё не было
reason-idle = последнее завершено { $age } назад
reason-last = , обслуживал этого клиента в прошлый раз
reason-holds = , уже имел предложение
reason-off-shift = ✖️ { $operator }: не на смене
reason-on-break = ✖️ { $operator }: на перерыве
reason-is-customer = ✖️ { $operator }: сам является клиентом
reason-lost-offer = ✖️ { $operator }: только что потерял это обращение
reason-lacks-skill = ✖️ { $operator }: нет навыка { $skill }
reason-no-headroom = ✖️ { $operator }: нет места, { $load } из { $capacity }
reason-filled = ✖️ { $operator }: место занялось в ту самую минуту
reason-others-fit = ▫️ другие, кто мог бы взять: { $count }
reason-others-full = ✖️ другие, у кого нет места: { $count }
reason-others-lack-skill = ✖️ другие без этого навыка: { $count }
reason-others-on-break = ✖️ другие на перерыве: { $count }
reason-words = { $operator }: { $words }
button-ticket = №{ $ticket } { $name }
button-why = Почему?

## Rooms

rooms-list =
    <b>{ $count ->
        [one] { $count } активное обращение
        [few] { $count } активных обращения
       *[many] { $count } активных обращений
    }</b>
    { $list }
rooms-line = №{ $ticket } { $customer }: { $operator }, { $age }
rooms-empty = Сейчас никого не обслуживают.
room-of-ticket =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Оператор: { $operator }
    Длится { $age }
button-step-in = Войти в чат
button-take-over = Взять на себя
button-yes-take-over = Да, взять
confirm-take-over = Взять обращение №{ $ticket } на себя? Сейчас его ведёт { $operator }; после этого оператор выйдет из чата, а отвечать будете вы.
entering = Добавляем вас в чат.
enter-link =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Добавить вас в чат не удалось. Войдите, пожалуйста, по кнопке ниже.
enter-failed = ⚠️ Обращение №{ $ticket }: не удалось ни добавить вас в чат, ни найти ссылку. Попробуйте, пожалуйста, ещё раз.
room-supervisor-entered = К чату присоединился супервайзер: { $name }.
not-active = Сейчас это обращение никто не ведёт.
already-yours = Это обращение уже ваше.
take-over-full = Вы уже ведёте столько обращений, сколько можете. Сначала закройте или передайте одно из них.
take-over-own = Это ваше собственное обращение. Вам поможет коллега.

## Customers

already-blocked = Этот клиент уже заблокирован.
not-blocked = Этот клиент не заблокирован.
customer-unknown = Такого клиента я не знаю. Отправьте /customer и номер обращения, @username или id.
customer-on-staff = Это коллега: сначала уберите его из персонала.
give-reason = Напишите, пожалуйста, в нескольких словах почему: коллеги захотят знать.
customers-how = Никто не заблокирован. Чтобы найти клиента, отправьте /customer и номер обращения, @username или id.
customers-blocked =
    <b>{ $count ->
        [one] Заблокирован { $count } клиент
        [few] Заблокированы { $count } клиента
       *[many] Заблокировано { $count } клиентов
    }</b>
    Чтобы найти другого, отправьте /customer и номер обращения, @username или id.
customer-card =
    <b>{ $customer }</b>
    { $list }
customer-phone = Номер: { $phone }
customer-id = Id: { $number }
customer-tickets = Обращений: { $count }
customer-open = Открыто: обращение №{ $ticket }
customer-blocked = 🚫 Заблокирован { $time } ({ $supervisor }): { $reason }
customer-erasure = 🗑 Ждёт решения, удалить ли его данные: /erasures
erase-why = Почему удалить данные клиента { $customer }? Напишите в нескольких словах, для супервайзера, который должен согласиться. До этого ничего не удаляется.
button-propose-erasure = 🗑 Предложить удаление…
block-ask = Заблокировать { $customer }? Новых обращений от него не будет, и то, что он пишет, ни до кого не дойдёт; он узнает об этом не чаще раза в день. /mydata и /forget для него работают и дальше.
block-ask-open = Заблокировать { $customer }? Открыто обращение №{ $ticket }. Других от него не будет, и то, что он напишет потом, ни до кого не дойдёт; он узнает об этом не чаще раза в день. /mydata и /forget для него работают и дальше.
block-why = Почему заблокировать { $customer }? Напишите в нескольких словах, для коллег. Клиент этого не видит.
unblock-ask = Снова обслуживать { $customer }, как всех?
button-customer = Клиент
button-customer-named = { $name }
button-block = 🚫 Заблокировать…
button-block-yes = Да, заблокировать
button-block-and-close = Заблокировать и закрыть №{ $ticket }
button-block-after = Заблокировать после №{ $ticket }
button-unblock = Разблокировать…
button-unblock-yes = Да, разблокировать
