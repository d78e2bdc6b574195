### Поле под разговором обращения, через которое отвечают клиенту. По-русски.

answer = Ответ
answer-box = Ответ клиенту
answer-send = Отправить
answer-sent = Уже идёт к клиенту.
answer-preview = Клиент увидит:
answer-left =
    { $count ->
        [one] Остался { $count } знак
        [few] Осталось { $count } знака
       *[other] Осталось { $count } знаков
    }
answer-too-long =
    { $count ->
        [one] На { $count } знак длиннее, чем можно: Telegram принимает 4096 в одном сообщении
        [few] На { $count } знака длиннее, чем можно: Telegram принимает 4096 в одном сообщении
       *[other] На { $count } знаков длиннее, чем можно: Telegram принимает 4096 в одном сообщении
    }
answer-others = Сейчас пишет: { $who }
answer-in-room = Этому клиенту отвечает в комнате его оператор. Здесь читают и передают обращение.
answer-edit = Изменить
answer-edit-words = Что должно быть в этом ответе?
answer-edited = Изменено, и у клиента тоже.
answer-withdraw = Отозвать
answer-withdraw-sure = Убрать этот ответ из чата клиента?
answer-withdrawing = Ответ отзывается.
