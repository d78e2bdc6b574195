### Як довго зберігається сказане, і які звернення збережено. Українською.

retention-preview =
    🗓 <b>Як довго зберігається сказане</b>
    { $list }

    Час уже вийшов: { $tickets ->
        [one] { $tickets } звернення
        [few] { $tickets } звернення
       *[many] { $tickets } звернень
    } від { $customers ->
        [one] { $customers } клієнта
       *[other] { $customers } клієнтів
    } (перше завершилося { $since }), у них { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
       *[many] { $messages } повідомлень
    } і { $files ->
        [one] { $files } файл
        [few] { $files } файли
       *[many] { $files } файлів
    }. Утримується: { $held }.
retention-nothing =
    🗓 <b>Як довго зберігається сказане</b>
    { $list }

    Зараз нічий час не вийшов. Утримується: { $held }.
retention-term = { $topic }: { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[many] { $count } днів
} після завершення звернення
retention-term-for-ever = { $topic }: завжди
retention-all-topics = Решта
retention-off = Сказане зберігається завжди: RETENTION_DAYS дорівнює 0, і жодна тема не має keep_days.
retention-agreed-by = Погоджено: { $supervisor }, { $time }; сказане стирається щоночі.
retention-confirm = Стерти сказане в { $tickets ->
    [one] { $tickets } зверненні
   *[other] { $tickets } зверненнях
} ({ $messages ->
    [one] { $messages } повідомлення
    [few] { $messages } повідомлення
   *[many] { $messages } повідомлень
}), а щоночі й те, чий час вийде? Скасувати це неможливо. Показники залишаться; /hold збереже звернення.
retention-changed = Відтоді змінилося, як довго зберігається сказане. Подивіться, будь ласка, ще раз: /retention
retention-gone = 🗓 Сказане в { $count ->
    [one] { $count } зверненні
   *[other] { $count } зверненнях
} стерто, бо його час вийшов.
button-retention-agree = Погодитися…
button-retention-yes = Так, стерти назавжди
button-retention-back = Назад
hold-how = Напишіть номер звернення і причину: /hold 12 потрібно для суду. Без них /hold показує, що утримується.
hold-no-ticket = Звернення №{ $ticket } немає.
hold-too-late = Сказане у зверненні №{ $ticket } уже стерто.
hold-held = 📌 Звернення №{ $ticket } утримується: { $who }, { $time }: { $reason }
hold-released = Звернення №{ $ticket } більше не утримується.
hold-list =
    📌 <b>Звернення, які утримуються</b>
    { $list }
hold-none = Жодне звернення не утримується.
hold-line = №{ $ticket }, { $who }, { $time }: { $reason }
hold-owner = власник
button-release = Відпустити
