### Як команда знаходить сказане знову. Українською.

## Пошук

search-how =
    Напишіть після команди, що було сказано: /search повернення картка. Слова можуть стояти в будь-якому порядку й формі; "фраза в лапках" шукається як є, а поверн* знаходить усе, що так починається.

    Щоб шукати лише в частині, допишіть щось із цього:
    від:2026-11-01 до:2026-11-30 – у які дні це було сказано
    оператор:@olga – чиї звернення, за @іменем або id
    тема:billing – за ключем або назвою, у лапках, якщо в ній є пробіли
    клієнт:@ann – за @іменем або id
search-twice = { $name }: стоїть двічі. Напишіть його один раз.
search-empty = Після { $name }: нічого немає. Напишіть значення одразу після двокрапки або приберіть його.
search-no-day = «{ $value }» – це не дата. Пишіть дати так: 2026-11-30 або 30.11.2026.
search-days-turned = Останній день раніше за перший. Поміняйте від: і до: місцями.
search-no-operator = Серед операторів немає й не було «{ $value }». Напишіть @ім’я або id, як у /staff.
search-no-topic = Теми «{ $value }» немає. Є такі: { $topics }.
search-no-customer = Клієнта «{ $value }» служба не знає. Напишіть @ім’я або id, як на його картці.
search-too-long = Це задовгий запит: не більше ніж { $most } символів.
search-over = Я вже не пам’ятаю, що ви шукали. Повторіть пошук, будь ласка.
search-nothing = Ніхто не писав «{ $words }».
search-nothing-there = Там ніхто не писав «{ $words }»: { $where }
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

## Мітки

tags-list =
    <b>{ $count ->
        [one] { $count } мітку
        [few] { $count } мітки
       *[other] { $count } міток
    }</b> можна ставити на звернення: кнопкою 🏷 на картці кожного.
    Щоб створити ще одну: /tags і її слова. Кнопка нижче прибирає мітку з цього списку; на зверненнях вона залишається.
tags-none = Міток ще немає. Створіть: /tags і її слова, наприклад /tags повернення; тоді на картці кожного звернення буде кнопка для них.
tag-wrong = Мітка — це один рядок, не довший за { $most } символів: /tags повернення.
tag-known = Така мітка вже є.
tags-full = Уже є { $most } міток. Спершу приберіть якусь зі списку.
tag-unknown = Такої мітки вже немає.
tags-of-ticket = Мітки звернення №{ $ticket }, { $customer }. Натисніть, щоб поставити або зняти.
button-tags = 🏷 Мітки
button-tag = { $tag }
button-tag-on = ✅ { $tag }
button-tag-gone = 🗑 { $tag }
button-tags-done = Готово
why-tagged = { $time } мітка «{ $tag }»: { $operator }
why-untagged = { $time } знято мітку «{ $tag }»: { $operator }

## Під картками

card-marked =
    { $card }
    { $list }
card-tags = 🏷 { $tags }
card-source = 🔗 За посиланням { $source }
card-source-first = 🔗 Уперше за посиланням { $source }
card-note = 📌 { $author }, { $day }: { $words }
card-notes-more = 📌 … і ще { $count }

## Нотатки про клієнтів

notes-of =
    <b>Нотатки про клієнта { $customer }</b>, лише для колег. Вони стоять на картці кожного наступного звернення.
    { $list }
notes-none = Про клієнта { $customer } ще немає нотаток. Напишіть для колег, які обслуговуватимуть його згодом: тут, у приваті, кнопкою, або в чаті звернення: /note клієнт і слова.
notes-full = Про цього клієнта вже є { $most } нотаток. Спершу приберіть якусь.
note-numbered = { $number }. { $author }, { $day }: { $words }
note-ask = Що колегам варто знати про клієнта { $customer }? Напишіть тут. Клієнт цього не бачить.
note-gone = Цієї нотатки вже немає.
note-on-customer = Вашу нотатку про клієнта звернення №{ $ticket } збережено. Її бачать лише співробітники.
button-notes = 📌 Про клієнта
button-note-write = ✏️ Написати
button-note-gone = 🗑 { $number }

## Посилання

link-made =
    <b>{ $source }</b>
    { $link }

    Хто його відкриє або наведе камеру на картинку, про того буде видно, що він прийшов за ним: на картках, у списках і у звітах.
link-wrong = Назва посилання: від 1 до { $most } латинських літер, цифр, - та _, як-от /link spring-sale.
links-list =
    <b>Посилання</b> і хто за ними прийшов. Щоб створити посилання чи знову отримати картинку: /link і назва.
    { $list }
links-line = { $source }: { $customers ->
        [one] { $customers } клієнт
        [few] { $customers } клієнти
       *[other] { $customers } клієнтів
    }, { $tickets ->
        [one] { $tickets } звернення
        [few] { $tickets } звернення
       *[other] { $tickets } звернень
    }
links-more = … і ще { $count }: вони є на сторінці для співробітників
links-none = Посилань ще ніхто не створив. /link spring-sale створює посилання: видно, хто за ним прийшов.
