### The page on which one signs in. In Russian.

sign-in-title = Switchboard
sign-in-words = Вы перешли по ссылке, которую прислал вам бот. Она действует один раз.
sign-in-no-link = Отправьте боту /web: он пришлёт ссылку, по которой можно войти.
sign-in-button = Войти
sign-in-no-script = Для этой страницы нужен JavaScript.
sign-in-too-often = Слишком много попыток. Подождите минуту.
sign-in-later = Сейчас не получилось. Попробуйте ещё раз.

### The page that the bot's menu button opens within Telegram. In Russian.

app-opening = Открываем…
app-over = Telegram не подтвердил вход: данные устарели или уже использованы. Закройте эту страницу и откройте её снова кнопкой у поля для сообщений.
app-no-cookie = Этот браузер не хранит cookie для страницы внутри Telegram.
app-in-browser-words = Страницу можно открыть в браузере: отправьте боту /web и перейдите по ссылке, которую он пришлёт.
app-in-browser = Открыть в браузере
