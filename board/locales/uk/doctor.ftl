### What the doctor looks at, and what it finds. In Ukrainian.

## What is looked at

checked-settings = налаштування
checked-database = база даних
checked-work = робота
checked-updates = оновлення
checked-part = частина
checked-account = акаунт { $account }
checked-redis = redis
checked-transcripts = протоколи
checked-record = записи
checked-hook = вебхук { $number } ({ $address })
checked-bot-token = токен бота
checked-bot-groups = бот у групах
checked-bot-inline = бот у рядку введення
checked-bot-updates = оновлення бота
checked-bot-files = файли бота
checked-bot-server = сервер Bot API
checked-server = сервер
checked-session = сеанс
checked-login = вхід
checked-bot = бот
checked-user-account = акаунт служби
checked-account-part = { $account }, { $part }
checked-user-account-of = акаунт служби { $file }
checked-group-desk = група { $title } ({ $id })
checked-group-overflow = запасна група { $title } ({ $id })
checked-group-forum = форум { $title } ({ $id })
checked-page-topic = сторінка, тема { $key }
checked-page-order = сторінка, порядок тем
checked-page-hours = сторінка, години всієї служби
checked-page-hours-of = сторінка, години { $key }
checked-page-holidays = сторінка, свята всієї служби
checked-page-holidays-of = сторінка, свята { $key }
checked-page-tags = сторінка, мітки
checked-page-fields = сторінка, поля клієнтів
checked-page-words = сторінка, притримувані слова, { $key }
checked-page-text = сторінка, текст { $key } ({ $of })

## What is found; a line is as whoever found it wrote it

found-line = { $line }

## Settings, files, database

found-nothing-missing = нічого не бракує
found-not-writable = LOGS_DIR: у { $folder } нічого не записати
found-record-signed = відомість кожного дня підписується ключем { $file }
found-record-unsigned = відомості не підписуються: `switchboard transcripts key` створить ключ для RECORDS_KEY_FILE
found-record-key-refused = { $reason }
found-transcripts-go = вони у { $folder }
found-transcripts-elsewhere = з { $since } пишуться на { $host }, не до тутешньої теки LOGS_DIR
found-transcripts-left = написане до { $since } лежить на { $host }, не тут: `switchboard transcripts rebuild` створить записи наново; надіслані файли залишилися там або втрачені
found-not-up-to-date = не оновлена: виконайте `switchboard db upgrade`
found-up-to-date = { $kind }, актуальна
found-answers = відповідає

## Parts and what waits for them

found-by-bot = бот
found-by-userbot = акаунт служби
found-by-account = акаунт служби { $account }
found-by-scheduler = планувальник
found-by-web = сторінка для працівників
found-by-files = запис файлів
found-by-stand-by = { $part }, запасний на { $host }
found-waits-update =
    { $count ->
        [one] { $count } оновлення чекає
        [few] { $count } оновлення чекають
       *[many] { $count } оновлень чекають
    }: { $who }, найстарше { $age } с
found-waits-task =
    { $count ->
        [one] { $count } завдання чекає
        [few] { $count } завдання чекають
       *[many] { $count } завдань чекають
    }: { $who }, найстарше { $age } с
found-is-it-running = чи ця частина працює?
found-set-aside = відкладено: { $count }, див. `switchboard updates list`
found-part-absent = не запущено: { $part }
found-part-hangs = зависло або вбито: { $part }, право скінчилося { $age } с тому
found-part-trouble = не працює: { $part }, { $trouble }
found-part-works = працює: { $part }
found-part-works-on = працює на { $host }: { $part }
found-part-waits = готовий підхопити роботу: { $part }

## User accounts

found-account-away = вхід скінчився, або його вже немає в налаштуваннях: `switchboard login`
found-rooms-today = нових кімнат сьогодні: { $made } з { $most }
found-in-chats = у чатах: { $chats } з { $most }
found-health = здоров’я { $health } з { $most }
found-rests = відпочиває до { $until } UTC ({ $trouble }): { $what }
found-rests-making = нових кімнат немає
found-rests-inviting = нікого не додає до кімнат, надсилають посилання
found-rests-all = він лише читає
found-rests-growing = нових кімнат немає, нікого не додає до кімнат
found-no-rooms-until = нових кімнат немає до { $until } UTC
found-last-trouble = останнє ускладнення: { $trouble }
found-unread = не читається з { $since } UTC: { $what }, { $reason }
found-own-updates = власні оновлення
found-room = кімната { $room }
found-no-account = Акаунта служби немає (API_ID і API_HASH не задані): кімнат не створюють, усіх обслуговують групи працівників.
found-in-use = зайнятий роботою, тому не питали
found-no-session = у { $file } немає сеансу: виконайте `switchboard login`
found-session-mode = права { $file }: { $mode }, мають бути 0600
found-session-there = { $file } є
found-server-answers = сервер MTProto відповідає
found-server-away = сервер MTProto не відповідає ({ $reason })
found-nobody-logged-in = ніхто не увійшов: виконайте `switchboard login`
found-login-refused = { $reason }: виконайте `switchboard login`
found-logged-in = увійшов { $name } ({ $id })
found-login-elsewhere = належить машині { $host }: файл сесії не можна копіювати; вилучіть його й виконайте тут `switchboard login`
found-bot-known = акаунт знає @{ $bot }
found-bot-found = акаунт знаходить @{ $bot }
found-bot-not-found = акаунт не знаходить @{ $bot }: { $reason }

## The bot

found-token-unknown = Telegram його не знає: спитайте @BotFather
found-api-away = Bot API недосяжний: { $reason }
found-bot-is = @{ $username }, id { $id }
found-groups-refused = дозвольте в @BotFather: /setjoingroups, Enable
found-groups-allowed = його можна додавати до кімнат
found-inline-on = увімкнено: працівники надсилають готові відповіді в кімнатах через «@бот слова»
found-inline-off = вимкнено: щоб надсилати готові відповіді в кімнатах через «@бот слова», увімкніть у @BotFather: /setinline; щоб їх рахувати: /setinlinefeedback, Enabled
found-webhook-taken = задано вебхук; його приберуть, коли почнеться опитування
found-webhook-failed = вебхук не спрацював: { $reason }
found-updates-waiting = чекає: { $count }
found-no-files = у Telegram немає файлу для проби
found-file-fetched = один отримано
found-server-older = він старіший, ніж треба: щонайменше Bot API { $least } (BOT_API_URL)

## Staff groups

found-add-bot = { $reason }: додайте бота до групи й зробіть адміністратором
found-need-forum = увімкніть теми в групі
found-need-admin = зробіть бота адміністратором
found-need-delete = дозвольте видаляти повідомлення
found-need-rename = дозвольте змінювати дані групи
found-need-pin = дозвольте закріплювати повідомлення
found-need-topics = дозвольте керувати темами
found-taken-out = прибрано керівником; /{ $use } там це скасує
found-bot-is-admin = бот — адміністратор
found-may-desk = може перейменовувати, видаляти й закріплювати
found-may-overflow = може видаляти
found-may-forum = форум, може вести теми, видаляти й закріплювати
found-hears-all = чує все
found-hears-all-private = чує все (приватність групи вимкнена)
found-hears-commands = чує лише команди (приватність групи ввімкнена)
found-account-deletes = акаунт служби може видаляти
found-account-deletes-not = акаунт служби не може видаляти: бот прибирає те, що молодше за 48 годин
found-account-absent = акаунта служби там немає: бот прибирає те, що молодше за 48 годин
found-supergroup = тепер супергрупа: її id { $id }, старий теж розуміють

## The page, the file, what is delivered

found-unusable = задане на сторінці не можна використати, діє те, що під ним: { $reason }
found-page-alone = задано лише на сторінці
found-differs-file = задано на сторінці, інакше, ніж у файлі
found-differs-delivered = задано на сторінці, інакше, ніж постачається
found-same = задано на сторінці, так само, як під ним

## Вебхуки

found-hook-takes = приймає події, востаннє { $at } UTC
found-hook-new = туди ще нічого не надсилалося
found-hook-fails = не відповідає як слід з { $since } UTC, невдач поспіль: { $count }; { $reason }
found-hook-off = вимкнено
found-hook-switched-off = вимкнено після невдач: { $reason }; полагодьте приймач, тоді `switchboard webhooks on`
found-hook-other-key = WEBHOOKS_KEY_FILE: { $file } – не той ключ, яким створено його секрет: поверніть потрібний файл або виконайте `switchboard webhooks rotate`
