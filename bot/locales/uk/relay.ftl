### What customers who stay in the bot's chat, and their staff in groups, are told, in Ukrainian.

choose-topic = Добрий день! Оберіть, будь ласка, тему звернення!
choose-topic-by-button = Будь ласка, оберіть тему звернення, натиснувши одну з кнопок. Якщо ви передумали ставити запитання - надішліть команду /cancel.
ask-question = Дякуємо! А тепер введіть ваше запитання.
question-accepted =
    <b>Звернення №{ $ticket }</b>
    Ваше запитання прийнято. Відповідь прийде сюди; можна писати далі.
question-cancelled = Гаразд, нічого не запитано. Надішліть /start, коли ми знадобимося.
desk-farewell = Ваше звернення закрито. Чи з’ясували ви все, що хотіли?
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
