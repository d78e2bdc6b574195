### What was not done, and the server that the desk runs on. In Ukrainian.

## What was not done about a ticket; values of supervisor-effect-failed

supervisor-effect-failed = ⚠️ Звернення №{ $ticket }. { $reason }
failed-message = Повідомлення не надіслано: { $reason }
failed-card = Картку не показано: { $reason }
failed-document = Файл або зображення не надіслано: { $reason }
failed-press = Натискання кнопки лишилося без відповіді: { $reason }
failed-inline = Введене після імені бота лишилося без відповіді: { $reason }
failed-let-in = Людину, яка просилася до чату, не впущено: { $reason }
failed-turn-away = Запит на вступ не відхилено: { $reason }
failed-link = Не вдалося створити посилання на чат: { $reason }
failed-link-end = Не вдалося відкликати посилання на чат: { $reason }
failed-title = Назву чату не змінено: { $reason }
failed-pin = Картку не закріплено: { $reason }
failed-delete = Повідомлення не видалено: { $reason }
failed-commands = Меню команд не встановлено: { $reason }
failed-username = Не вдалося знайти людину за іменем користувача: { $reason }
failed-copy = Повідомлення не передано: { $reason }
failed-edit = Зміну повідомлення не передано: { $reason }
failed-reaction = Реакцію не передано: { $reason }
failed-topic = Не вдалося створити або змінити тему форуму: { $reason }
failed-topic-delete = Тему форуму не видалено: { $reason }
failed-group = Не вдалося перевірити групу: { $reason }
failed-room = Не вдалося створити кімнату: { $reason }
failed-room-clear = Не вдалося очистити кімнату: { $reason }
failed-room-delete = Кімнату не видалено: { $reason }
failed-invite = Не вдалося додати людину до кімнати: { $reason }
failed-remove = Не вдалося видалити людину з кімнати: { $reason }

## Parts of the desk; values of supervisor-part-fails

supervisor-part-fails =
    Частина системи «{ $part }» дала збій. Вона запускатиметься знову й знову, решта працює. Причина — в її журналі.
part-bot = бот
part-userbot = акаунт
part-files = файли
part-scheduler = розклад
part-web = сторінка для працівників

## The server

disk-refuses =
    ⚠️ Диск не приймає файли: { $reason }. Історія листування й файли чекають, нічого не втрачено. Будь ласка, звільніть місце на сервері.
database-refuses =
    ⚠️ База даних не приймає записів: диск заповнений або доступний лише для читання. Усе, що пишуть люди, чекає в Telegram, доки вона не запрацює. Будь ласка, перевірте сервер.
database-writes =
    ✅ База даних знову приймає записи. Усе, що чекало, вже обробляється.
