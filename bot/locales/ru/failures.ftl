### Что не сделано по обращению, по-русски; значение supervisor-effect-failed.

failed-message = Сообщение не отправлено: { $reason }
failed-card = Карточка не показана: { $reason }
failed-document = Файл или изображение не отправлены: { $reason }
failed-press = Нажатие кнопки осталось без ответа: { $reason }
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
failed-media = Не удалось сохранить присланный файл: { $reason }
failed-transcript = Не удалось записать историю переписки: { $reason }
failed-erase = Не удалось стереть историю переписки: { $reason }

## Части системы; значение supervisor-part-fails

part-bot = бот
part-userbot = аккаунт
part-files = файлы
part-scheduler = расписание
