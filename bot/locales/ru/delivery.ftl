### What was not done, and the server that the desk runs on. In Russian.

## What was not done about a ticket; values of supervisor-effect-failed

supervisor-effect-failed = ⚠️ Обращение №{ $ticket }. { $reason }
failed-message = Сообщение не отправлено: { $reason }
failed-card = Карточка не показана: { $reason }
failed-document = Файл или изображение не отправлены: { $reason }
failed-press = Нажатие кнопки осталось без ответа: { $reason }
failed-inline = Введённое после имени бота осталось без ответа: { $reason }
failed-let-in = Человек, который просился в чат, не впущен: { $reason }
failed-turn-away = Запрос на вступление не отклонён: { $reason }
failed-link = Не удалось создать ссылку на чат: { $reason }
failed-link-end = Не удалось отозвать ссылку на чат: { $reason }
failed-title = Название чата не изменено: { $reason }
failed-pin = Карточка не закреплена: { $reason }
failed-delete = Сообщения не удалены: { $reason }
failed-commands = Меню команд не установлено: { $reason }
failed-username = Не удалось найти человека по имени пользователя: { $reason }
failed-copy = Сообщение не передано: { $reason }
failed-edit = Изменение сообщения не передано: { $reason }
failed-reaction = Реакция не передана: { $reason }
failed-topic = Не удалось создать или изменить тему форума: { $reason }
failed-topic-delete = Тема форума не удалена: { $reason }
failed-group = Не удалось проверить группу: { $reason }
failed-room = Не удалось создать комнату: { $reason }
failed-room-clear = Не удалось очистить комнату: { $reason }
failed-room-delete = Комната не удалена: { $reason }
failed-invite = Не удалось добавить человека в комнату: { $reason }
failed-remove = Не удалось удалить человека из комнаты: { $reason }

## Parts of the desk; values of supervisor-part-fails

supervisor-part-fails =
    Часть системы «{ $part }» дала сбой. Она будет запускаться снова и снова, остальные работают. Причина — в её журнале.
part-bot = бот
part-userbot = аккаунт
part-files = файлы
part-scheduler = расписание
part-web = страница для сотрудников

## The server

disk-refuses =
    ⚠️ Диск не принимает файлы: { $reason }. История переписки и файлы ждут, ничего не потеряно. Пожалуйста, освободите место на сервере.
database-refuses =
    ⚠️ База данных не принимает записи: диск заполнен или доступен только для чтения. Всё, что пишут люди, ждёт в Telegram, пока она не заработает. Пожалуйста, проверьте сервер.
database-writes =
    ✅ База данных снова принимает записи. Всё, что ждало, уже обрабатывается.
