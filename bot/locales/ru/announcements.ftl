### Announcements to all operators or all customers. In Russian.

announce-ask = <b>Что объявить?</b> Напишите одним сообщением. Ничего не будет отправлено, пока вы не увидите текст и не согласитесь.
announce-only-text = Объявить можно только текст. Напишите его, пожалуйста, одним сообщением.
announce-to-whom =
    <b>Кто должен это прочитать?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Отправить это { $count } сотруднику?
        [few] Отправить это { $count } сотрудникам?
       *[many] Отправить это { $count } сотрудникам?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Отправить это { $count } клиенту?
        [few] Отправить это { $count } клиентам?
       *[many] Отправить это { $count } клиентам?
    }</b>

    { $text }
announce-sending =
    <b>Ваше объявление рассылается</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-done =
    <b>Ваше объявление разослано</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-stopped =
    <b>Вы остановили объявление</b>
    Отправлено: { $sent } из { $count }
    Не доставлено: { $failed }
announce-dropped = Ничего не отправлено.
announce-nobody = Отправлять некому.
button-to-operators = Операторам
button-to-customers = Клиентам
button-yes-send = Да, отправить
button-stop = Остановить
