### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Почати
command-cancel = Скасувати запитання
command-language = Обрати мову
command-help = Що я вмію
command-panel = Моя панель
command-shift-start = Почати зміну
command-shift-end = Завершити зміну
command-break = Почати або завершити перерву
command-queue = Хто чекає
command-chats = Мої відкриті звернення
command-take = Взяти когось із черги
command-close = Закрити звернення
command-transfer = Передати звернення
command-note = Нотатка лише для співробітників
command-rooms = Розмови, які тривають
command-why = Чому звернення потрапило саме туди
command-staff = Оператори та старші
command-announce = Повідомити всіх операторів або клієнтів
command-stats = Статистика
command-board = Жива дошка
command-mydata = Що ви про мене зберігаєте
command-forget = Забудьте мене
command-feedback = Що думають клієнти
command-erasures = Хто просить про забуття
