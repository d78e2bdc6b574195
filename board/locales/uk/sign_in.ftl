### The page on which one signs in. In Ukrainian.

sign-in-title = Switchboard
sign-in-words = Ви перейшли за посиланням, яке надіслав вам бот. Воно діє один раз.
sign-in-no-link = Надішліть боту /web: він надішле посилання, за яким можна увійти.
sign-in-button = Увійти
sign-in-no-script = Для цієї сторінки потрібен JavaScript.
sign-in-too-often = Забагато спроб. Зачекайте хвилину.
sign-in-later = Зараз не вдалося. Спробуйте ще раз.

### The page that the bot's menu button opens within Telegram. In Ukrainian.

app-opening = Відкриваємо…
app-over = Telegram не підтвердив вхід: дані застаріли або вже використані. Закрийте цю сторінку й відкрийте її знову кнопкою біля поля для повідомлень.
app-no-cookie = Цей браузер не зберігає cookie для сторінки всередині Telegram.
app-in-browser-words = Сторінку можна відкрити в браузері: надішліть боту /web і перейдіть за посиланням, яке він пришле.
app-in-browser = Відкрити в браузері
