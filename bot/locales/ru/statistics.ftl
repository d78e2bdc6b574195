### Statistics and the live board. In Russian.

## Statistics

stats-card =
    <b>{ $period }</b>
    Поступило: { $entered }
    Принято: { $answered }
    Не дождались: { $abandoned } ({ $abandonment })
    Ещё без ответа: { $waiting }
    Открыто снова: { $reopened }

    Ожидание оператора (ASA): { $asa }
    Ожидание первого слова (FRT): { $frt }
    Обработка (AHT): { $aht }
    Принято за { $seconds } с (уровень сервиса): { $level }
    Оценка: { $rating }

    { $details }
stats-operators = <b>{ $pages ->
        [1] Операторы
       *[other] Операторы, страница { $page } из { $pages }
    }</b>
stats-operator =
    <b>{ $name }</b>: обработано { $handled }, открыто { $load } из { $capacity }
    AHT { $aht } · FRT { $frt } · занятость { $busy }, по нагрузке { $full } · { $rating }
stats-accounts = <b>Комнаты и аккаунты</b>
stats-replies = <b>Готовых ответов</b> отправлено: { $count } ({ $list })
stats-account = { $name }: комнат сегодня { $made } из { $rooms }, чатов { $chats } из { $most }, здоровье { $health } из 100
stats-account-flooded = { $name }: комнат сегодня { $made } из { $rooms }, чатов { $chats } из { $most }, здоровье { $health } из 100; Telegram просит передышки ещё на { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
        [many] { $minutes } минут
       *[other] { $minutes } минуты
    }
stats-account-away = { $name }: не работает; комнат сегодня { $made } из { $rooms }, чатов { $chats } из { $most }
stats-day = { $day }.{ $month }.{ $year }
stats-days = { $from } – { $to }
stats-percent = { $percent } %
stats-rating = { $whole },{ $tenth } ★ ({ $count ->
        [one] { $count } оценка
        [few] { $count } оценки
        [many] { $count } оценок
       *[other] { $count } оценки
    })
stats-rating-solved = { $rating } · решено: { $percent }% из { $count ->
    [one] { $count } ответа
   *[other] { $count } ответов
}
stats-no-rating = без оценок
stats-nothing = –
stats-choose-first = За какие дни? Выберите, пожалуйста, первый.
stats-choose-last = С { $first }. Выберите, пожалуйста, последний день или тот же ещё раз.
stats-unclear = Не удалось понять дни. Напишите, например, /stats week или /stats 2026-11-01 2026-11-15 (не больше года) или воспользуйтесь кнопками под /stats.
chart-title-day = { $period }: очередь и нагрузка
chart-title-days = { $period }: очередь и нагрузка по дням
chart-waiting = в очереди, самое большее
chart-load = обращений у операторов, в среднем
chart-on-shift = операторов на смене, в среднем
chart-caption = { $period }
tickets-file = Обращения, { $period }
operators-file = Операторы, { $period }
button-today = Сегодня
button-yesterday = Вчера
button-week = 7 дней
button-month = 30 дней
button-choose-days = Выбрать дни
button-files = Файлы (CSV)
button-month-name = { $month ->
        [1] Январь
        [2] Февраль
        [3] Март
        [4] Апрель
        [5] Май
        [6] Июнь
        [7] Июль
        [8] Август
        [9] Сентябрь
        [10] Октябрь
        [11] Ноябрь
       *[other] Декабрь
    } { $year }
button-weekday = { $weekday ->
        [0] Пн
        [1] Вт
        [2] Ср
        [3] Чт
        [4] Пт
        [5] Сб
       *[other] Вс
    }
button-day = { $day }
button-no-day = ·

## Live board

board-card =
    { $queue }

    { $staff }

    Активных обращений: { $active }
board-queue = <b>{ $count ->
        [one] Ждёт { $count } клиент
        [few] Ждут { $count } клиента
        [many] Ждут { $count } клиентов
       *[other] Ждут { $count } клиента
    }, дольше всех – { $hours ->
        [0] { $minutes } мин
       *[other] { $hours } ч { $minutes } мин
    }</b>
board-nobody-waits = <b>Никто не ждёт</b>
board-waiter = №{ $ticket } { $name }, { $topic }: { $hours ->
        [0] { $minutes } мин
       *[other] { $hours } ч { $minutes } мин
    }
board-staff = <b>{ $count ->
        [one] На смене { $count } оператор
        [few] На смене { $count } оператора
        [many] На смене { $count } операторов
       *[other] На смене { $count } оператора
    }</b>
board-nobody-on-shift = <b>На смене никого нет</b>
board-operator = { $name }: { $load } из { $capacity }
board-operator-on-break = { $name }: { $load } из { $capacity }, на перерыве
board-more = … и ещё { $count }
board-stopped = Доска больше не обновляется.
board-moved = Доска теперь ниже.
button-board = Показать доску
button-stop-board = Остановить

stats-targets = <b>Целей достигнуто</b>
stats-target-line = { $topic }: первый ответ { $first }, решение { $resolution }
