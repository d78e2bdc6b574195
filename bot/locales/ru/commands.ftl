### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Начать
command-help = Что я умею
command-panel = Моя панель
command-shift-start = Начать смену
command-shift-end = Завершить смену
