### The page that the bot's menu button opens within Telegram. In Ukrainian.

app-opening = Відкриваємо…
app-over = Telegram не підтвердив вхід: дані застаріли або вже використані. Закрийте цю сторінку й відкрийте її знову кнопкою біля поля для повідомлень.
app-no-cookie = Цей браузер не зберігає cookie для сторінки всередині Telegram.
app-in-browser-words = Сторінку можна відкрити в браузері: надішліть боту /web і перейдіть за посиланням, яке він пришле.
app-in-browser = Відкрити в браузері
