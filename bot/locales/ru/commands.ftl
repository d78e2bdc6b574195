### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Начать
command-cancel = Отменить вопрос
command-language = Выбрать язык
command-help = Что я умею
command-panel = Моя панель
command-shift-start = Начать смену
command-shift-end = Завершить смену
command-break = Начать или закончить перерыв
command-queue = Кто ждёт
command-chats = Мои открытые обращения
command-take = Взять кого-то из очереди
command-close = Закрыть обращение
command-transfer = Передать обращение
command-note = Заметка только для сотрудников
command-rooms = Разговоры, которые идут сейчас
command-why = Почему обращение попало именно туда
command-staff = Операторы и старшие
command-announce = Сообщить всем операторам или клиентам
command-stats = Статистика
command-board = Живая доска
command-mydata = Что вы обо мне храните
command-forget = Забудьте меня
command-feedback = Что думают клиенты
command-erasures = Кто просит о забвении
