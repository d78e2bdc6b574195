### Чого не зроблено у зверненні, українською; значення supervisor-effect-failed.

failed-message = Повідомлення не надіслано: { $reason }
failed-card = Картку не показано: { $reason }
failed-document = Файл або зображення не надіслано: { $reason }
failed-press = Натискання кнопки лишилося без відповіді: { $reason }
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
failed-media = Не вдалося зберегти надісланий файл: { $reason }
failed-transcript = Не вдалося записати історію листування: { $reason }
failed-erase = Не вдалося стерти історію листування: { $reason }

## Частини системи; значення supervisor-part-fails

part-bot = бот
part-userbot = акаунт
part-files = файли
part-scheduler = розклад
