### The life of a desk, in Russian: its card, closing, clearing. Values are put in escaped.

## The card

desk-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Обратился: { $opened }
    { $history }
    { $operator }

    Чтобы ответить, отвечайте (Reply) на сообщения клиента или на эту карточку. Всё остальное остаётся здесь.
desk-customer = { $customer }
desk-customer-phone = { $customer }, { $phone }
desk-first-time = Пишет впервые.
desk-before =
    { $count ->
        [one] До этого { $count } обращение
        [few] До этого { $count } обращения
       *[many] До этого { $count } обращений
    }; последнее { $day }: { $topic }, { $outcome }
desk-outcome-closed = закрыто
desk-outcome-solved = клиент выяснил всё, что хотел
desk-outcome-unsolved = клиент выяснил не всё
desk-outcome-cancelled = клиент передумал
desk-outcome-left = клиент ушёл
desk-outcome-silent = закрыто после долгого молчания
desk-holder = Отвечает: { $operator }
desk-anybody = Ответить может любой, кто здесь.
desk-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Закрыто.
desk-card-went =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Обращение перешло в «{ $where }». Ответы на сообщения здесь по-прежнему приходят клиенту.
desk-card-waits =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Ждёт, пока освободится другая группа.
desk-sure-to-close =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }

    Вы уверены, что хотите закрыть обращение?
button-close-desk = Закрыть обращение
button-desk-history = Что было сказано раньше
button-desk-yes = Да
button-desk-no = Нет

## Answers to those who press and write

desk-is-closed = Это обращение уже закрыто.
desk-went-elsewhere = Это обращение теперь ведут не здесь.
desk-no-ticket = Сейчас здесь никого не обслуживают.
desk-close-by-reply = Ответьте (Reply) командой /close на сообщение того обращения, которое хотите закрыть.
desk-left =
    { $count ->
        [one] { $count } сообщение прошлого обращения не удалось удалить:
        [few] { $count } сообщения прошлого обращения не удалось удалить:
       *[many] { $count } сообщений прошлого обращения не удалось удалить:
    } бот не может удалять то, что старше 48 часов, и ничего без права на это. Пожалуйста, удалите вручную.

## Whose is it?

button-whose = №{ $ticket }
answer-to-whom =
    <b>Кому этот ответ?</b>
    Он никому не отправлен. Пожалуйста, ответьте на карточку обращения или на другое сообщение этого клиента.
note-by-reply = Пожалуйста, отправьте /note ответом на карточку обращения или на сообщение этого клиента: здесь их несколько.
