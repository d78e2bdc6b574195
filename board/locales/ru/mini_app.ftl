### The page that the bot's menu button opens within Telegram. In Russian.

app-opening = Открываем…
app-over = Telegram не подтвердил вход: данные устарели или уже использованы. Закройте эту страницу и откройте её снова кнопкой у поля для сообщений.
app-no-cookie = Этот браузер не хранит cookie для страницы внутри Telegram.
app-in-browser-words = Страницу можно открыть в браузере: отправьте боту /web и перейдите по ссылке, которую он пришлёт.
app-in-browser = Открыть в браузере
