### Desk: topics, hours, settings, and what the doctor says. In Russian.

desk-doctor = Проверка
desk-doctor-words = Смотрит настройки, базу данных, части службы, группы, бота и аккаунты, как «switchboard doctor». Это занимает несколько секунд и спрашивает Telegram.
desk-ask-doctor = Проверить
desk-doctor-looks = Идёт проверка …
desk-doctor-away = Проверка не закончилась. Попробуйте позже.
desk-findings =
    { $count ->
        [0] Всё в порядке, { $at }.
        [one] Не в порядке: { $count } пункт, { $at }.
        [few] Не в порядке: { $count } пункта, { $at }.
       *[many] Не в порядке: { $count } пунктов, { $at }.
    }
desk-well = в порядке
desk-ill = не в порядке

## Topics and their hours

desk-topics = Темы и часы
desk-topics-words = Как в файле тем; изменённое там действует со следующего запуска.
desk-open = сейчас открыто
desk-closed = закрыто
desk-opens = откроется: { $day }, { $clock } ({ $zone })
desk-today = сегодня
desk-tomorrow = завтра
desk-always = всегда
desk-free = закрыто
desk-place-room = комната
desk-place-desk = группа сотрудников
desk-place-thread = тема форума
day-0 = Пн
day-1 = Вт
day-2 = Ср
day-3 = Чт
day-4 = Пт
day-5 = Сб
day-6 = Вс

## Settings

desk-settings = Настройки
desk-settings-words = Заданные владельцем в окружении или в .env; секреты не показываются.
desk-settings-default = Ещё { $count }, как поставляются
desk-settings-more = Настройки, как поставляются
desk-secret = задано, скрыто
desk-head-topic = Тема
desk-head-now = Сейчас
desk-head-hours = Часы
desk-head-place = Где разговор
desk-head-skill = Навык
desk-head-priority = Приоритет
desk-head-setting = Настройка
desk-head-value = Значение
desk-head-meaning = Смысл
desk-head-state = Состояние
desk-head-what = Что
desk-head-says = Что видно
