### Statistics and the live board. In Ukrainian.

## Statistics

stats-card =
    <b>{ $period }</b>
    Надійшло: { $entered }
    Прийнято: { $answered }
    Не дочекалися: { $abandoned } ({ $abandonment })
    Ще без відповіді: { $waiting }
    Відкрито знову: { $reopened }

    Очікування оператора (ASA): { $asa }
    Очікування першого слова (FRT): { $frt }
    Обробка (AHT): { $aht }
    Прийнято за { $seconds } с (рівень сервісу): { $level }
    Оцінка: { $rating }

    { $details }
stats-operators = <b>{ $pages ->
        [1] Оператори
       *[other] Оператори, сторінка { $page } з { $pages }
    }</b>
stats-operator =
    <b>{ $name }</b>: опрацьовано { $handled }, відкрито { $load } з { $capacity }
    AHT { $aht } · FRT { $frt } · зайнятість { $busy }, за навантаженням { $full } · { $rating }
stats-accounts = <b>Кімнати й акаунти</b>
stats-replies = <b>Готових відповідей</b> надіслано: { $count } ({ $list })
stats-account = { $name }: кімнат сьогодні { $made } з { $rooms }, чатів { $chats } з { $most }, здоров’я { $health } зі 100
stats-account-flooded = { $name }: кімнат сьогодні { $made } з { $rooms }, чатів { $chats } з { $most }, здоров’я { $health } зі 100; Telegram просить перепочити ще { $minutes ->
        [one] { $minutes } хвилину
        [few] { $minutes } хвилини
        [many] { $minutes } хвилин
       *[other] { $minutes } хвилини
    }
stats-account-away = { $name }: не працює; кімнат сьогодні { $made } з { $rooms }, чатів { $chats } з { $most }
stats-day = { $day }.{ $month }.{ $year }
stats-days = { $from } – { $to }
stats-percent = { $percent } %
stats-rating = { $whole },{ $tenth } ★ ({ $count ->
        [one] { $count } оцінка
        [few] { $count } оцінки
        [many] { $count } оцінок
       *[other] { $count } оцінки
    })
stats-rating-solved = { $rating } · вирішено: { $percent }% з { $count ->
    [one] { $count } відповіді
   *[other] { $count } відповідей
}
stats-no-rating = без оцінок
stats-nothing = –
stats-choose-first = За які дні? Оберіть, будь ласка, перший.
stats-choose-last = Від { $first }. Оберіть, будь ласка, останній день або той самий ще раз.
stats-unclear = Не вдалося зрозуміти дні. Напишіть, наприклад, /stats week або /stats 2026-11-01 2026-11-15 (щонайбільше рік) чи скористайтеся кнопками під /stats.
chart-title-day = { $period }: черга й навантаження
chart-title-days = { $period }: черга й навантаження за днями
chart-waiting = у черзі, щонайбільше
chart-load = звернень в операторів, у середньому
chart-on-shift = операторів на зміні, у середньому
chart-caption = { $period }
tickets-file = Звернення, { $period }
operators-file = Оператори, { $period }
button-today = Сьогодні
button-yesterday = Учора
button-week = 7 днів
button-month = 30 днів
button-choose-days = Обрати дні
button-files = Файли (CSV)
button-month-name = { $month ->
        [1] Січень
        [2] Лютий
        [3] Березень
        [4] Квітень
        [5] Травень
        [6] Червень
        [7] Липень
        [8] Серпень
        [9] Вересень
        [10] Жовтень
        [11] Листопад
       *[other] Грудень
    } { $year }
button-weekday = { $weekday ->
        [0] Пн
        [1] Вт
        [2] Ср
        [3] Чт
        [4] Пт
        [5] Сб
       *[other] Нд
    }
button-day = { $day }
button-no-day = ·

## Live board

board-card =
    { $queue }

    { $staff }

    Активних звернень: { $active }
board-queue = <b>{ $count ->
        [one] Чекає { $count } клієнт
        [few] Чекають { $count } клієнти
        [many] Чекають { $count } клієнтів
       *[other] Чекають { $count } клієнта
    }, найдовше – { $hours ->
        [0] { $minutes } хв
       *[other] { $hours } год { $minutes } хв
    }</b>
board-nobody-waits = <b>Ніхто не чекає</b>
board-waiter = №{ $ticket } { $name }, { $topic }: { $hours ->
        [0] { $minutes } хв
       *[other] { $hours } год { $minutes } хв
    }
board-staff = <b>{ $count ->
        [one] На зміні { $count } оператор
        [few] На зміні { $count } оператори
        [many] На зміні { $count } операторів
       *[other] На зміні { $count } оператора
    }</b>
board-nobody-on-shift = <b>На зміні нікого немає</b>
board-operator = { $name }: { $load } з { $capacity }
board-operator-on-break = { $name }: { $load } з { $capacity }, на перерві
board-more = … і ще { $count }
board-stopped = Дошка більше не оновлюється.
board-moved = Дошка тепер нижче.
button-board = Показати дошку
button-stop-board = Зупинити

stats-targets = <b>Цілі досягнуто</b>
stats-target-line = { $topic }: перша відповідь { $first }, розв’язання { $resolution }
