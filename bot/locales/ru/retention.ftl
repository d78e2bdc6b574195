### Как долго хранится сказанное, и какие обращения удержаны. По-русски.

retention-preview =
    🗓 <b>Как долго хранится сказанное</b>
    { $list }

    Срок уже вышел: { $tickets ->
        [one] { $tickets } обращение
        [few] { $tickets } обращения
       *[many] { $tickets } обращений
    } от { $customers ->
        [one] { $customers } клиента
       *[other] { $customers } клиентов
    } (первое завершилось { $since }), в них { $messages ->
        [one] { $messages } сообщение
        [few] { $messages } сообщения
       *[many] { $messages } сообщений
    } и { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }. Удержано: { $held }.
retention-nothing =
    🗓 <b>Как долго хранится сказанное</b>
    { $list }

    Сейчас ничей срок не вышел. Удержано: { $held }.
retention-term = { $topic }: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
} после завершения обращения
retention-term-for-ever = { $topic }: всегда
retention-all-topics = Остальное
retention-off = Сказанное хранится всегда: RETENTION_DAYS равно 0, и ни у одной темы нет keep_days.
retention-agreed-by = Согласие: { $supervisor }, { $time }; сказанное стирается каждую ночь.
retention-confirm = Стереть сказанное в { $tickets ->
    [one] { $tickets } обращении
   *[other] { $tickets } обращениях
} ({ $messages ->
    [one] { $messages } сообщение
    [few] { $messages } сообщения
   *[many] { $messages } сообщений
}), а каждую ночь и то, чей срок выйдет? Отменить это нельзя. Показатели останутся; /hold сохранит обращение.
retention-changed = С тех пор изменилось, как долго хранится сказанное. Посмотрите, пожалуйста, ещё раз: /retention
retention-gone = 🗓 Сказанное в { $count ->
    [one] { $count } обращении
   *[other] { $count } обращениях
} стёрто, потому что его срок вышел.
button-retention-agree = Согласиться…
button-retention-yes = Да, стереть навсегда
button-retention-back = Назад
hold-how = Напишите номер обращения и причину: /hold 12 нужно для суда. Без них /hold показывает, что удержано.
hold-no-ticket = Обращения №{ $ticket } нет.
hold-too-late = Сказанное в обращении №{ $ticket } уже стёрто.
hold-held = 📌 Обращение №{ $ticket } удержано: { $who }, { $time }: { $reason }
hold-released = Обращение №{ $ticket } больше не удержано.
hold-list =
    📌 <b>Удержанные обращения</b>
    { $list }
hold-none = Ни одно обращение не удержано.
hold-line = №{ $ticket }, { $who }, { $time }: { $reason }
hold-owner = владелец
button-release = Отпустить
