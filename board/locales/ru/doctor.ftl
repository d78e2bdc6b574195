### What the doctor looks at, and what it finds. In Russian.

## What is looked at

checked-settings = настройки
checked-database = база данных
checked-work = работа
checked-updates = обновления
checked-part = часть
checked-account = аккаунт { $account }
checked-redis = redis
checked-transcripts = протоколы
checked-record = записи
checked-hook = вебхук { $number } ({ $address })
checked-bot-token = токен бота
checked-bot-groups = бот в группах
checked-bot-inline = бот в строке ввода
checked-bot-updates = обновления бота
checked-bot-files = файлы бота
checked-bot-server = сервер Bot API
checked-server = сервер
checked-session = сеанс
checked-login = вход
checked-bot = бот
checked-user-account = аккаунт службы
checked-account-part = { $account }, { $part }
checked-user-account-of = аккаунт службы { $file }
checked-group-desk = группа { $title } ({ $id })
checked-group-overflow = запасная группа { $title } ({ $id })
checked-group-forum = форум { $title } ({ $id })
checked-page-topic = страница, тема { $key }
checked-page-order = страница, порядок тем
checked-page-hours = страница, часы всей службы
checked-page-hours-of = страница, часы { $key }
checked-page-holidays = страница, праздники всей службы
checked-page-holidays-of = страница, праздники { $key }
checked-page-tags = страница, метки
checked-page-fields = страница, поля клиентов
checked-page-words = страница, придерживаемые слова, { $key }
checked-page-text = страница, текст { $key } ({ $of })

## What is found; a line is as whoever found it wrote it

found-line = { $line }

## Settings, files, database

found-nothing-missing = всего хватает
found-not-writable = LOGS_DIR: в { $folder } ничего не записать
found-record-signed = ведомость каждого дня подписывается ключом { $file }
found-record-unsigned = ведомости не подписываются: `switchboard transcripts key` создаст ключ для RECORDS_KEY_FILE
found-record-key-refused = { $reason }
found-transcripts-go = они в { $folder }
found-transcripts-elsewhere = с { $since } пишутся на { $host }, не в здешнюю папку LOGS_DIR
found-transcripts-left = написанное до { $since } лежит на { $host }, не здесь: `switchboard transcripts rebuild` создаст записи заново; присланные файлы остались там или утеряны
found-not-up-to-date = не обновлена: выполните `switchboard db upgrade`
found-up-to-date = { $kind }, актуальна
found-answers = отвечает

## Parts and what waits for them

found-by-bot = бот
found-by-userbot = аккаунт службы
found-by-account = аккаунт службы { $account }
found-by-scheduler = планировщик
found-by-web = страница для сотрудников
found-by-files = запись файлов
found-by-stand-by = { $part }, запасной на { $host }
found-waits-update =
    { $count ->
        [one] { $count } обновление ждёт
        [few] { $count } обновления ждут
       *[many] { $count } обновлений ждут
    }: { $who }, старейшее { $age } с
found-waits-task =
    { $count ->
        [one] { $count } задание ждёт
        [few] { $count } задания ждут
       *[many] { $count } заданий ждут
    }: { $who }, старейшее { $age } с
found-is-it-running = эта часть работает?
found-set-aside = отложено: { $count }, см. `switchboard updates list`
found-part-absent = не запущено: { $part }
found-part-hangs = зависло или убито: { $part }, право истекло { $age } с назад
found-part-trouble = не работает: { $part }, { $trouble }
found-part-works = работает: { $part }
found-part-works-on = работает на { $host }: { $part }
found-part-waits = готов подхватить работу: { $part }

## User accounts

found-account-away = вход окончился, или его уже нет в настройках: `switchboard login`
found-rooms-today = новых комнат сегодня: { $made } из { $most }
found-in-chats = в чатах: { $chats } из { $most }
found-health = здоровье { $health } из { $most }
found-rests = отдыхает до { $until } UTC ({ $trouble }): { $what }
found-rests-making = новых комнат нет
found-rests-inviting = никого не добавляет в комнаты, отправляют ссылки
found-rests-all = он только читает
found-rests-growing = новых комнат нет, никого не добавляет в комнаты
found-no-rooms-until = новых комнат нет до { $until } UTC
found-last-trouble = последнее затруднение: { $trouble }
found-unread = не читается с { $since } UTC: { $what }, { $reason }
found-own-updates = собственные обновления
found-room = комната { $room }
found-no-account = Аккаунта службы нет (API_ID и API_HASH не заданы): комнат не создают, всех обслуживают группы сотрудников.
found-in-use = занят работой, поэтому не спрашивали
found-no-session = в { $file } нет сеанса: выполните `switchboard login`
found-session-mode = права { $file }: { $mode }, должны быть 0600
found-session-there = { $file } есть
found-server-answers = сервер MTProto отвечает
found-server-away = сервер MTProto не отвечает ({ $reason })
found-nobody-logged-in = никто не вошёл: выполните `switchboard login`
found-login-refused = { $reason }: выполните `switchboard login`
found-logged-in = вошёл { $name } ({ $id })
found-login-elsewhere = принадлежит машине { $host }: файл сессии нельзя копировать; удалите его и выполните здесь `switchboard login`
found-bot-known = аккаунт знает @{ $bot }
found-bot-found = аккаунт находит @{ $bot }
found-bot-not-found = аккаунт не находит @{ $bot }: { $reason }

## The bot

found-token-unknown = Telegram его не знает: спросите @BotFather
found-api-away = Bot API недоступен: { $reason }
found-bot-is = @{ $username }, id { $id }
found-groups-refused = разрешите в @BotFather: /setjoingroups, Enable
found-groups-allowed = его можно добавлять в комнаты
found-inline-on = включено: сотрудники отправляют готовые ответы в комнатах через «@бот слова»
found-inline-off = выключено: чтобы отправлять готовые ответы в комнатах через «@бот слова», включите в @BotFather: /setinline; чтобы их считать: /setinlinefeedback, Enabled
found-webhook-taken = задан вебхук; его уберут, когда начнётся опрос
found-webhook-failed = вебхук не сработал: { $reason }
found-updates-waiting = ждёт: { $count }
found-no-files = у Telegram нет файла для пробы
found-file-fetched = один получен
found-server-older = он старее, чем нужно: не ниже Bot API { $least } (BOT_API_URL)

## Staff groups

found-add-bot = { $reason }: добавьте бота в группу и сделайте администратором
found-need-forum = включите темы в группе
found-need-admin = сделайте бота администратором
found-need-delete = разрешите удалять сообщения
found-need-rename = разрешите менять данные группы
found-need-pin = разрешите закреплять сообщения
found-need-topics = разрешите управлять темами
found-taken-out = убрано руководителем; /{ $use } там это отменит
found-bot-is-admin = бот — администратор
found-may-desk = может переименовывать, удалять и закреплять
found-may-overflow = может удалять
found-may-forum = форум, может вести темы, удалять и закреплять
found-hears-all = слышит всё
found-hears-all-private = слышит всё (приватность группы выключена)
found-hears-commands = слышит только команды (приватность группы включена)
found-account-deletes = аккаунт службы может удалять
found-account-deletes-not = аккаунт службы не может удалять: бот убирает то, что моложе 48 часов
found-account-absent = аккаунта службы там нет: бот убирает то, что моложе 48 часов
found-supergroup = теперь супергруппа: её id { $id }, старый тоже понимают

## The page, the file, what is delivered

found-unusable = заданное на странице нельзя использовать, действует то, что под ним: { $reason }
found-page-alone = задано только на странице
found-differs-file = задано на странице, иначе, чем в файле
found-differs-delivered = задано на странице, иначе, чем поставляется
found-same = задано на странице, так же, как под ним

## Вебхуки

found-hook-takes = принимает события, последний раз { $at } UTC
found-hook-new = туда ещё ничего не отправлялось
found-hook-fails = не отвечает как надо с { $since } UTC, неудач подряд: { $count }; { $reason }
found-hook-off = выключен
found-hook-switched-off = выключен после неудач: { $reason }; исправьте приёмник, затем `switchboard webhooks on`
found-hook-other-key = WEBHOOKS_KEY_FILE: { $file } – не тот ключ, которым создан его секрет: верните нужный файл или выполните `switchboard webhooks rotate`
