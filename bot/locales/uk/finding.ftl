### Як команда знаходить сказане знову. Українською.

## Пошук

search-how = Напишіть після команди, що було сказано: /search повернення картка. Слова можуть стояти в будь-якому порядку й формі; "фраза в лапках" шукається як є, а поверн* знаходить усе, що так починається.
search-too-long = Це задовгий запит: не більше ніж { $most } символів.
search-over = Я вже не пам’ятаю, що ви шукали. Повторіть пошук, будь ласка.
search-nothing = Ніхто не писав «{ $words }».
search-found =
    <b>{ $words }</b>: { $count ->
        [one] { $count } повідомлення
        [few] { $count } повідомлення
       *[other] { $count } повідомлень
    }, найновіші спочатку. Сторінка { $page } з { $pages }.

    { $list }
search-found-many =
    <b>{ $words }</b>: понад { $count } повідомлень, найновіші спочатку. Сторінка { $page } з { $pages }.

    { $list }
search-hit =
    { $number }. <b>№{ $ticket }</b> { $customer }, { $time }
    { $said }
search-talk =
    <b>Звернення №{ $ticket }</b>, { $customer }, { $topic }

    { $list }
search-line = { $time } { $said }
search-line-found = ▶️ { $time } { $said }
search-said = { $who }: { $words }
search-said-deleted = { $who } (видалено): { $words }
search-file = 📎 { $words }
search-piece = { $before }<b>{ $word }</b>{ $after }
search-end = { $words }
button-transcript = Запис розмови
