### What customers who stay in the bot's chat, and their staff in groups, are told, in Russian.

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
