### One ticket: what stands beside its talk, and what may be done with it. In Ukrainian.

page-ticket = Звернення
ticket-held-by = в оператора { $who }
ticket-actions = Що зробити
ticket-customer = Клієнт
ticket-username = Ім’я користувача
ticket-phone = Номер
ticket-language = Мова
ticket-id = Id у Telegram
ticket-source = Прийшов за посиланням
ticket-first-source = Уперше прийшов за посиланням
ticket-reachable = Бот
ticket-unreachable = не може їм писати
ticket-all-of-customer = Усі звернення цього клієнта

## What the customer said of it

ticket-verdict = Оцінка клієнта
ticket-resolution = Вирішено?
ticket-solved = так
ticket-unsolved = ні
ticket-stars = Зірки
ticket-comment = Відгук

## Times

ticket-times = Час
ticket-opened = Відкрито
ticket-joined = Клієнт прийшов
ticket-active = Розмова почалася
ticket-held = Утримано
ticket-answered = Перша відповідь
ticket-reopened = Відкрито знову
ticket-closed = Закрито
ticket-waited = Очікування
ticket-lasted = Розмова

## Earlier tickets, and what happened

ticket-earlier = Попередні звернення
ticket-earlier-none = Це перше.
ticket-events = Що сталося
ticket-events-count =
    { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[many] { $count } подій
    }

## Why it went where it went

ticket-why = Чому цей оператор
why-now = Якби віддавали зараз:
why-chosen = { $at }: { $who }
why-nobody = ніхто
why-head-operator = Оператор
why-head-verdict = Чому
why-head-load = Навантаження
why-head-idle = Без справ
why-is-chosen = обрано
why-fits = міг би взяти
why-off-shift = не на зміні
why-on-break = на перерві
why-is-customer = це сам клієнт
why-lost-offer = щойно втратив це звернення
why-lacks-skill = бракує навички
why-no-headroom = немає місця
why-filled = місця зайняли тієї ж миті
why-others = інші: { $count }
why-served-last = обслуговував цього клієнта останнім
why-holds = мав пропозицію
why-never-busy = ще без звернень

## What may be done

act-take-over = Забрати собі
act-take-over-sure = Забрати звернення № { $ticket } собі? Оператор вийде з розмови, відповідатимете ви.
act-take-over-done = Звернення № { $ticket } тепер ваше. Як туди потрапити, написав бот.
act-hand-to = Передати
act-hand-to-whom = Кому передати звернення № { $ticket }?
act-hand-to-nobody = Більше ні в кого на зміні немає місця.
act-hand-to-done = Звернення № { $ticket } передано: { $who }.
act-to-queue = Повернути в чергу
act-to-queue-sure = Повернути звернення № { $ticket } в чергу? Його отримає наступний.
act-to-queue-done = Звернення № { $ticket } знову чекає.
act-note = Нотатка
act-note-words = Нотатка до звернення № { $ticket }, лише для співробітників:
act-note-box = Нотатка
act-note-box-perhaps = Нотатка для того, хто отримає (можна без неї)
act-note-done = Нотатку збережено.
act-call = Покликати супервайзера
act-call-sure = Покликати інших супервайзерів до звернення № { $ticket }?
act-call-done = Супервайзерів сповіщено.
act-watch = Спостерігати в Telegram
act-watch-sure = Що кажуть у зверненні № { $ticket }, приходитиме вам і в чат із ботом, і ніхто там цього не помітить. Спостерігати?
act-watch-done = Загляньте в чат із ботом: сказане приходить туди.
act-whisper = Підказати
act-whisper-words = Це прочитає лише оператор звернення № { $ticket }, у чаті з ботом. Клієнт не побачить цього ніколи.
act-whisper-box = Підказка
act-whisper-done = Підказка вже йде; бот скаже вам, якщо вона не зможе дійти.
act-close = Закрити
act-close-sure = Закрити звернення № { $ticket }? Клієнтові подякують, і розмова закінчиться.
act-close-done = Звернення № { $ticket } закрито.
act-reopen = Відкрити знову
act-reopen-sure = Відкрити звернення № { $ticket } знову? Воно триватиме під своїм номером і, якщо можна, з тим самим оператором.
act-reopen-done = Звернення № { $ticket } знову відкрито.
act-hold = Утримати
act-hold-words = Сказане у зверненні № { $ticket } залишається, хоч би як давно воно завершилося, доки його не відпустять. Чому?
act-hold-why = Причина
act-hold-done = Звернення № { $ticket } утримано.
act-release = Відпустити
act-release-sure = Звернення № { $ticket } більше не утримується, і сказане зникне, коли вийде його час. Відпустити?
act-release-done = Звернення № { $ticket } більше не утримується.

## As a file

export-ticket-pdf = Завантажити PDF
export-ticket-zip = Завантажити zip
ticket-tags = Мітки
ticket-tag-put = Мітку «{ $tag }» поставлено.
ticket-tag-taken = Мітку «{ $tag }» знято.

## Нагадування

ticket-reminders = Нагадування
ticket-reminders-words = Їх отримає від бота той, хто тоді вестиме звернення.
ticket-reminder-set = Нагадати
ticket-reminder-ask = Коли й про що нагадати тому, хто тоді вестиме звернення № { $ticket }?
ticket-reminder-box = Про що (можна не писати)
ticket-reminder-1h = через 1 год
ticket-reminder-3h = через 3 год
ticket-reminder-morning = завтра 9:00
ticket-reminder-other = в інший час, написаний перед словами: у пн 10:00 подзвонити в банк
ticket-reminder-kept = Нагадування поставлено.
ticket-reminder-remove = Прибрати нагадування на { $at }
ticket-reminder-removed = Нагадування прибрано.
