### What cards show: a ticket's for the customer and for staff, and what all of them have in common. In Russian.

## The customer's, where there is a room

card-preparing =
    <b>Обращение №{ $ticket }</b>
    Оператор найден, готовим для вас чат. Это займёт несколько секунд.
card-ready =
    <b>Обращение №{ $ticket }</b>
    Чат готов. Нажмите кнопку ниже и подайте заявку на вступление — она будет принята сразу.
card-active =
    <b>Обращение №{ $ticket }</b>
    Вам отвечает { $operator }.
card-left =
    <b>Обращение №{ $ticket }</b>
    Вы вышли из чата, но обращение ещё открыто. Чтобы вернуться, нажмите кнопку ниже.
card-closed =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто.
card-cancelled =
    <b>Обращение №{ $ticket }</b>
    Вы отменили это обращение.
card-never-came =
    <b>Обращение №{ $ticket }</b>
    Вы не зашли в чат, поэтому мы закрыли обращение. Если помощь всё ещё нужна, снова нажмите «Связаться с оператором».
card-closed-silent =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто, потому что от вас не было ответа.
card-closed-left =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто, потому что вы вышли из чата.

## The customer's, where the answer comes into the bot's chat

question-accepted =
    <b>Обращение №{ $ticket }</b>
    Ваш вопрос принят. Ответ придёт прямо сюда, а пока можно писать дальше.
question-accepted-closed =
    <b>Обращение №{ $ticket }</b>
    Ваш вопрос принят. Сейчас мы не работаем, открываемся { $day ->
        [0] сегодня
        [1] завтра
        [2] в понедельник
        [3] во вторник
        [4] в среду
        [5] в четверг
        [6] в пятницу
        [7] в субботу
        [9] { $date }
       *[other] в воскресенье
    } в { $clock } ({ $zone }). Ответ придёт прямо сюда.
question-answered =
    <b>Обращение №{ $ticket }</b>
    Вам отвечают. Всё, что вы пишете здесь, мы получаем.
question-closed =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто.
question-withdrawn =
    <b>Обращение №{ $ticket }</b>
    Вы отменили это обращение. Отправьте /start, когда мы понадобимся.

## The operator's

operator-ticket =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Клиент ждёт вашего ответа.
operator-ticket-note =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Клиент ждёт вашего ответа.
    <b>Заметка для сотрудников ({ $operator }):</b>
    { $note }
operator-ticket-link =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Ваши настройки приватности не позволяют добавить вас в чат. Войдите, пожалуйста, по кнопке ниже.
operator-ticket-passed =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Это обращение ведёте уже не вы.
operator-ticket-closed =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Обращение закрыто.

## The room's

room-card =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Оператор: { $operator }

    { $goes }
room-card-waiting =
    <b>Обращение №{ $ticket }</b>
    Оператор скоро подключится. Можете уже описать свой вопрос.

    { $goes }
room-card-closed =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто. Спасибо!

## Of every card

done = Готово
already-done = Это уже сделано
card-moved = ⤵️ Смотрите ниже: самое новое сообщение об этом — там.
button-no = Нет
button-before = ◀️ Назад
button-after = Дальше ▶️
button-back = К списку
age-seconds = { $count } с
age-minutes = { $count } мин
age-hours = { $count } ч { $minutes } мин
