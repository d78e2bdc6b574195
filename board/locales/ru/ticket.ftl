### One ticket: what stands beside its talk, and what may be done with it. In Russian.

page-ticket = Обращение
ticket-held-by = у оператора { $who }
ticket-actions = Что сделать
ticket-customer = Клиент
ticket-username = Имя пользователя
ticket-phone = Номер
ticket-language = Язык
ticket-id = Id в Telegram
ticket-source = Пришёл по ссылке
ticket-first-source = Впервые пришёл по ссылке
ticket-reachable = Бот
ticket-unreachable = не может им писать
ticket-all-of-customer = Все обращения этого клиента

## What the customer said of it

ticket-verdict = Оценка клиента
ticket-resolution = Решено?
ticket-solved = да
ticket-unsolved = нет
ticket-stars = Звёзды
ticket-comment = Отзыв

## Times

ticket-times = Время
ticket-opened = Открыто
ticket-joined = Клиент пришёл
ticket-active = Разговор начался
ticket-held = Удержано
ticket-answered = Первый ответ
ticket-reopened = Открыто снова
ticket-closed = Закрыто
ticket-waited = Ожидание
ticket-lasted = Разговор

## Earlier tickets, and what happened

ticket-earlier = Прежние обращения
ticket-earlier-none = Это первое.
ticket-events = Что произошло
ticket-events-count =
    { $count ->
        [one] { $count } событие
        [few] { $count } события
       *[many] { $count } событий
    }

## Why it went where it went

ticket-why = Почему этот оператор
why-now = Если бы отдавали сейчас:
why-chosen = { $at }: { $who }
why-nobody = никто
why-head-operator = Оператор
why-head-verdict = Почему
why-head-load = Нагрузка
why-head-idle = Без дела
why-is-chosen = выбран
why-fits = мог бы взять
why-off-shift = не на смене
why-on-break = на перерыве
why-is-customer = это сам клиент
why-lost-offer = только что упустил это обращение
why-lacks-skill = нет навыка
why-no-headroom = нет места
why-filled = места заняли в тот же миг
why-others = другие: { $count }
why-served-last = обслуживал этого клиента последним
why-holds = имел предложение
why-never-busy = ещё без обращений

## What may be done

act-take-over = Забрать себе
act-take-over-sure = Забрать обращение № { $ticket } себе? Оператор выйдет из разговора, отвечать будете вы.
act-take-over-done = Обращение № { $ticket } теперь ваше. Как туда попасть, написал бот.
act-hand-to = Передать
act-hand-to-whom = Кому передать обращение № { $ticket }?
act-hand-to-nobody = Больше ни у кого на смене нет места.
act-hand-to-done = Обращение № { $ticket } передано: { $who }.
act-to-queue = Вернуть в очередь
act-to-queue-sure = Вернуть обращение № { $ticket } в очередь? Его получит следующий.
act-to-queue-done = Обращение № { $ticket } снова ждёт.
act-note = Заметка
act-note-words = Заметка к обращению № { $ticket }, только для сотрудников:
act-note-box = Заметка
act-note-box-perhaps = Заметка для того, кто получит (можно без неё)
act-note-done = Заметка сохранена.
act-call = Позвать супервайзера
act-call-sure = Позвать других супервайзеров к обращению № { $ticket }?
act-call-done = Супервайзеры оповещены.
act-watch = Наблюдать в Telegram
act-watch-sure = Что говорят в обращении № { $ticket }, будет приходить вам и в чат с ботом, и никто там этого не заметит. Наблюдать?
act-watch-done = Загляните в чат с ботом: сказанное приходит туда.
act-whisper = Подсказать
act-whisper-words = Это прочтёт только оператор обращения № { $ticket }, в чате с ботом. Клиент не увидит этого никогда.
act-whisper-box = Подсказка
act-whisper-done = Подсказка уже идёт; бот скажет вам, если она не сможет дойти.
act-close = Закрыть
act-close-sure = Закрыть обращение № { $ticket }? Клиента поблагодарят, и разговор закончится.
act-close-done = Обращение № { $ticket } закрыто.
act-reopen = Открыть снова
act-reopen-sure = Открыть обращение № { $ticket } снова? Оно продолжится под своим номером и, если можно, с тем же оператором.
act-reopen-done = Обращение № { $ticket } снова открыто.
act-hold = Удержать
act-hold-words = Сказанное в обращении № { $ticket } остаётся, как бы давно оно ни завершилось, пока его не отпустят. Почему?
act-hold-why = Причина
act-hold-done = Обращение № { $ticket } удержано.
act-release = Отпустить
act-release-sure = Обращение № { $ticket } больше не удерживается, и сказанное исчезнет, когда выйдет его срок. Отпустить?
act-release-done = Обращение № { $ticket } больше не удерживается.

## As a file

export-ticket-pdf = Скачать PDF
export-ticket-zip = Скачать zip
ticket-tags = Метки
ticket-tag-put = Метка «{ $tag }» поставлена.
ticket-tag-taken = Метка «{ $tag }» снята.

## Напоминания

ticket-reminders = Напоминания
ticket-reminders-words = Их получит от бота тот, кто тогда будет вести обращение.
ticket-reminder-set = Напомнить
ticket-reminder-ask = Когда и о чём напомнить тому, кто тогда будет вести обращение № { $ticket }?
ticket-reminder-box = О чём (можно не писать)
ticket-reminder-1h = через 1 ч
ticket-reminder-3h = через 3 ч
ticket-reminder-morning = завтра 9:00
ticket-reminder-other = в другое время, написанное перед словами: в пн 10:00 позвонить в банк
ticket-reminder-kept = Напоминание поставлено.
ticket-reminder-remove = Убрать напоминание на { $at }
ticket-reminder-removed = Напоминание убрано.
