### What the desk says, in Russian. Values are put in escaped; <b> and the like are Telegram's HTML.

## Customer

ask-contact =
    Здравствуйте, { $name }! 👋
    Это служба поддержки. Чтобы начать, поделитесь номером телефона с помощью кнопки ниже — так мы будем знать, с кем говорим.
contact-not-yours = Похоже, это чужой контакт. Пожалуйста, отправьте свой номер кнопкой ниже.
contact-saved = Спасибо, номер сохранён.
welcome =
    { $name }, рады вас видеть!
    Когда понадобится помощь, нажмите «Связаться с оператором», и мы найдём того, кто ответит.
use-buttons = Здесь я понимаю только кнопки — выберите нужную ниже. Всё остальное можно написать оператору в чате.
card-preparing =
    <b>Обращение №{ $ticket }</b>
    Оператор найден, готовим для вас чат. Это займёт несколько секунд.
card-ready =
    <b>Обращение №{ $ticket }</b>
    Чат готов. Нажмите кнопку ниже и подайте заявку на вступление — она будет принята сразу.
card-active =
    <b>Обращение №{ $ticket }</b>
    Вам отвечает { $operator }.
card-closed =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто.
card-cancelled =
    <b>Обращение №{ $ticket }</b>
    Вы отменили это обращение.
card-never-came =
    <b>Обращение №{ $ticket }</b>
    Вы не зашли в чат, поэтому мы закрыли обращение. Если помощь всё ещё нужна, снова нажмите «Связаться с оператором».
thanks =
    Обращение №{ $ticket } закрыто. Спасибо, что написали нам!
    Если появятся новые вопросы, мы на связи.
nothing-to-cancel = У вас нет открытых обращений, отменять нечего.

## Operator

panel-on-shift =
    <b>{ $name }, вы на смене</b>
    Обращения: { $load } из { $capacity }
    { $waiting ->
        [0] В очереди никого нет.
        [one] В очереди { $waiting } клиент.
        [few] В очереди { $waiting } клиента.
       *[many] В очереди { $waiting } клиентов.
    }
panel-off-shift =
    <b>{ $name }, вы не на смене</b>
    Обращения: { $load } из { $capacity }
    { $waiting ->
        [0] В очереди никого нет.
        [one] В очереди { $waiting } клиент.
        [few] В очереди { $waiting } клиента.
       *[many] В очереди { $waiting } клиентов.
    }
queue-waiting =
    <b>{ $count ->
        [one] Ответа ждёт { $count } клиент
        [few] Ответа ждут { $count } клиента
       *[many] Ответа ждут { $count } клиентов
    }{ $minutes ->
        [0] { "" }
        [one] , дольше всех { $minutes } минуту
        [few] , дольше всех { $minutes } минуты
        [many] , дольше всех { $minutes } минут
       *[other] , дольше всех { $minutes } минуты
    }</b>
    { $list }
queue-empty = В очереди никого нет.
operator-ticket =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Клиент ждёт вашего ответа.
operator-ticket-link =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Ваши настройки приватности не позволяют добавить вас в чат. Войдите, пожалуйста, по кнопке ниже.
operator-ticket-closed =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Обращение закрыто.
room-card =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Оператор: { $operator }
room-card-waiting =
    <b>Обращение №{ $ticket }</b>
    Оператор скоро подключится. Можете уже описать свой вопрос.
room-card-closed =
    <b>Обращение №{ $ticket }</b>
    Обращение закрыто. Спасибо!
confirm-close = Закрыть обращение №{ $ticket }? Разговор с клиентом на этом закончится.
supervisor-operator-unreachable = ⚠️ Обращение №{ $ticket }: не удалось ни добавить оператора { $operator } в чат, ни написать ему.
supervisor-intruder = ⚠️ Обращение №{ $ticket }: в чат без приглашения зашёл посторонний ({ $person }). Мы его удалили.
supervisor-effect-failed = ⚠️ Обращение №{ $ticket }. { $reason }

## Buttons

button-share-contact = 📱 Поделиться номером
button-talk = 💬 Связаться с оператором
button-cancel = Отменить
button-enter-room = Войти в чат
button-start-shift = Начать смену
button-end-shift = Завершить смену
button-refresh = Обновить
button-close = Закрыть обращение
button-yes-close = Да, закрыть
button-no = Нет

## Answers to a press, and refusals

done = Готово
already-done = Это уже сделано
not-your-ticket = Это обращение ведёт другой оператор.
staff-only = Это доступно только сотрудникам.
ticket-is-closed = Это обращение уже закрыто.
already-on-shift = Вы уже на смене.
not-on-shift = Вы сейчас не на смене.
card-moved = ⤵️ Смотрите ниже: самое новое сообщение об этом — там.
door-waits =
    Telegram просит подождать до { $time }, прежде чем я смогу впустить вас в чат обращения №{ $ticket }. Делать ничего не нужно: к этому времени вас впустят.
door-too-many-chats =
    Telegram не пускает вас в чат обращения №{ $ticket }: вы уже состоите в стольких группах и каналах, сколько он разрешает. Выйдите, пожалуйста, из тех, что вам больше не нужны, и нажмите кнопку.
button-let-in = Готово, впустите меня
door-tried = Если вы не попали в чат, откройте ссылку ещё раз.
