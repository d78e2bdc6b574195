### What customers who stay in the bot's chat, and their staff in groups, are told, in Ukrainian.

desk-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Відповідає: { $operator }
    { $history }
    Дайте відповідь (Reply) на повідомлення, і її отримає клієнт. Усе інше лишається тут.
desk-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Закрито.
button-close-desk = Закрити звернення
