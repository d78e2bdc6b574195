### What customers who stay in the bot's chat, and their staff in groups, are told, in Russian.

choose-topic = Добрый день! Выберите, пожалуйста, тему обращения!
choose-topic-by-button = Пожалуйста, выберите тему обращения, нажав одну из кнопок. Если вы передумали задавать вопрос - отправьте команду /cancel.
ask-question = Спасибо! А теперь введите ваш вопрос.
question-accepted =
    <b>Обращение №{ $ticket }</b>
    Ваш вопрос принят. Ответ придёт прямо сюда; можно писать дальше.
question-cancelled = Хорошо, вопрос не задан. Отправьте /start, когда мы понадобимся.
desk-farewell = Ваше обращение было закрыто. Вы выяснили всё, что хотели?
desk-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Отвечает: { $operator }
    { $history }
    Ответьте (Reply) на сообщение, и ответ получит клиент. Всё остальное остаётся здесь.
desk-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Закрыто.
button-close-desk = закрыть обращение
