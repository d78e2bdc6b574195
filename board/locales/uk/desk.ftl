### Desk: topics, hours, settings, and what the doctor says. In Ukrainian.

desk-doctor = Перевірка
desk-doctor-words = Дивиться налаштування, базу даних, частини служби, групи, бота й акаунти, як «switchboard doctor». Це триває кілька секунд і питає Telegram.
desk-ask-doctor = Перевірити
desk-doctor-looks = Триває перевірка …
desk-doctor-away = Перевірка не закінчилася. Спробуйте пізніше.
desk-findings =
    { $count ->
        [0] Усе гаразд, { $at }.
        [one] Не гаразд: { $count } пункт, { $at }.
        [few] Не гаразд: { $count } пункти, { $at }.
       *[many] Не гаразд: { $count } пунктів, { $at }.
    }
desk-well = гаразд
desk-ill = не гаразд

## Topics and their hours

desk-topics = Теми й години
desk-topics-words = Як у файлі тем; змінене там діє з наступного запуску.
desk-open = зараз відкрито
desk-closed = зачинено
desk-opens = відкриття: { $day }, { $clock } ({ $zone })
desk-today = сьогодні
desk-tomorrow = завтра
desk-always = завжди
desk-free = зачинено
desk-place-room = кімната
desk-place-desk = група працівників
desk-place-thread = тема форуму
day-0 = Пн
day-1 = Вт
day-2 = Ср
day-3 = Чт
day-4 = Пт
day-5 = Сб
day-6 = Нд

## Settings

desk-settings = Налаштування
desk-settings-words = Задані власником у середовищі або в .env; секрети не показуються.
desk-settings-default = Ще { $count }, як постачаються
desk-settings-more = Налаштування, як постачаються
desk-secret = задано, приховано
desk-head-topic = Тема
desk-head-now = Зараз
desk-head-hours = Години
desk-head-place = Де розмова
desk-head-skill = Навичка
desk-head-priority = Пріоритет
desk-head-setting = Налаштування
desk-head-value = Значення
desk-head-meaning = Зміст
desk-head-state = Стан
desk-head-what = Що
desk-head-says = Що видно
