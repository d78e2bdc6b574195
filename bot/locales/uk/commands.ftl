### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Почати
command-help = Що я вмію
command-panel = Моя панель
command-shift-start = Почати зміну
command-shift-end = Завершити зміну
