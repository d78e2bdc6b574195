### What supervisors read, in Russian.

## Staff

staff-list =
    <b>{ $count ->
        [one] В команде { $count } человек
        [few] В команде { $count } человека
       *[many] В команде { $count } человек
    }</b>
    { $list }
staff-line = { $name }: { $role }, { $load } из { $capacity }, { $shift }
role-operator = оператор
role-supervisor = супервайзер
shift-on = на смене
shift-off = не на смене
shift-break = на перерыве
member = { $list }
member-card =
    <b>{ $name }</b> ({ $tag })
    Роль: { $role }
    Обращения: { $load } из { $capacity }
    Сейчас: { $shift }
member-has-skills = Навыки: { $skills }
member-not-started = ⚠️ Ещё не запускал бота, поэтому я не могу ему писать. Попросите открыть меня и нажать «Начать».
member-capacity =
    Сколько обращений одновременно может вести { $name }?
    Сейчас: { $capacity }
member-skills = С какими вопросами может помочь { $name }? Нажмите, чтобы включить или выключить.
member-remove =
    Убрать из команды: { $name }?
    { $count ->
        [0] Открытых обращений нет.
        [one] Открыто { $count } обращение. Оно останется за этим человеком до конца; передать его можно в /rooms.
        [few] Открыто { $count } обращения. Они останутся за этим человеком до конца; передать их можно в /rooms.
       *[many] Открыто { $count } обращений. Они останутся за этим человеком до конца; передать их можно в /rooms.
    }
staff-how-to-add =
    <b>Кого добавить?</b>
    Пришлите мне что-нибудь одно:
    • контакт этого человека (📎, «Контакт»);
    • любое его сообщение, пересланное сюда;
    • его @username.
staff-candidate = Добавить в команду: <b>{ $name }</b> ({ $tag })?
staff-looking = Ищу @{ $username }…
staff-not-looked-up = Сейчас не получается найти @{ $username }: Telegram просит подождать. Пришлите, пожалуйста, контакт или перешлите сообщение этого человека.
staff-nobody = Никого с именем @{ $username } не нашлось. Проверьте, правильно ли оно написано, или пришлите контакт.
staff-hidden = { $name } скрывает свой аккаунт в пересланных сообщениях, и я не вижу, кто это. Пришлите, пожалуйста, контакт или @username.
staff-not-on-telegram = По контакту «{ $name }» не видно, чей это аккаунт в Telegram. Перешлите, пожалуйста, сообщение этого человека или пришлите его @username.
staff-not-a-person = Добавить можно только человека.
staff-ask-again = Этот вопрос уже устарел. Нажмите «Добавить человека» ещё раз.
not-on-staff = Этого человека уже нет в команде.
last-supervisor = Это последний супервайзер. Сначала назначьте супервайзером кого-нибудь другого.
you-are-on-staff = Добро пожаловать в команду! Теперь вы сотрудник службы поддержки. Ваша роль: { $role }.
button-member = { $name }
button-add-staff = ➕ Добавить человека
button-hire-operator = Добавить оператором
button-hire-supervisor = Добавить супервайзером
button-make-operator = Сделать оператором
button-make-supervisor = Сделать супервайзером
button-capacity = Обращений одновременно
button-number = { $count }
button-skills = Навыки
button-skill-on = ✅ { $skill }
button-skill-off = ▫️ { $skill }
button-remove = Убрать из команды
button-yes-remove = Да, убрать

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
why-customer-unreachable = { $time } бот больше не может писать клиенту
why-customer-left = { $time } завершено: клиента слишком долго не было
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
reason-words = { $operator }: { $words }
age-seconds = { $count } с
age-minutes = { $count } мин
age-hours = { $count } ч { $minutes } мин
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

## Announcements

announce-ask = <b>Что объявить?</b> Напишите одним сообщением. Ничего не будет отправлено, пока вы не увидите текст и не согласитесь.
announce-only-text = Объявить можно только текст. Напишите его, пожалуйста, одним сообщением.
announce-to-whom =
    <b>Кто должен это прочитать?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Отправить это { $count } сотруднику?
        [few] Отправить это { $count } сотрудникам?
       *[many] Отправить это { $count } сотрудникам?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Отправить это { $count } клиенту?
        [few] Отправить это { $count } клиентам?
       *[many] Отправить это { $count } клиентам?
    }</b>

    { $text }
announce-sending =
    <b>Ваше объявление рассылается</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-done =
    <b>Ваше объявление разослано</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-stopped =
    <b>Вы остановили объявление</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-dropped = Ничего не отправлено.
announce-nobody = Отправлять некому.
button-to-operators = Операторам
button-to-customers = Клиентам
button-yes-send = Да, отправить
button-stop = Остановить
