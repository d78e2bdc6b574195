### Звернення, за якими спостерігають супервайзери, і підказки операторам. Українською.

watch-how = 👀 /watch 12 показує вам тут, що кажуть у зверненні №12, і ніхто там цього не помічає. Дайте відповідь на будь-що з цього, і вашу підказку почує лише оператор. /unwatch припиняє спостереження, /takeover 12 віддає звернення вам.
watch-list =
    <b>Ви спостерігаєте</b>
    { $list }
watch-line = №{ $ticket } { $customer }, з { $time }
watch-no-ticket = Звернення №{ $ticket } немає.
watch-already = Ви вже спостерігаєте за зверненням №{ $ticket }.
watch-own = Це ваше власне звернення: за собою не спостерігають.
watch-not-watched = Ви за ним не спостерігаєте.
watch-head =
    👀 <b>Ви спостерігаєте за зверненням №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Оператор: { $operator }

    Вони цього не помічають. Дайте тут відповідь на будь-що, щоб підказати операторові; клієнт цього ніколи не отримає.
watch-nobody = ще ніхто
watch-before =
    <b>№{ $ticket }, сказано раніше</b>
    { $list }
watch-said-before = { $time } <b>{ $who }</b>: { $words }
watch-stopped = Ви більше не спостерігаєте за зверненням №{ $ticket }.
watch-over = ⏹ Звернення №{ $ticket } завершено. Спостерігати більше нема за чим.
watch-begun = Що скажуть, з’явиться нижче.
watch-by-customer =
    👤 <b>{ $who }</b> · №{ $ticket }
    { $words }
watch-by-staff =
    🎧 <b>{ $who }</b> · №{ $ticket }
    { $words }
watch-by-others =
    ▫️ <b>{ $who }</b> · №{ $ticket }
    { $words }
watch-edited =
    ✏️ <b>{ $who }</b> · №{ $ticket }, тепер так
    { $words }
watch-deleted =
    🗑 <b>{ $who }</b> · №{ $ticket }, забрано назад
    { $words }
watch-with =
    { $what }
    { $words }
watch-photo = [фото]
watch-video = [відео]
watch-video-note = [відеоповідомлення]
watch-voice = [голосове повідомлення]
watch-audio = [аудіо]
watch-animation = [анімація]
watch-sticker = [стікер]
watch-document = [файл]
watch-contact = [контакт]
watch-location = [місце]
watch-poll = [опитування]
watch-other = [те, чого тут не показати]
whisper =
    🤫 <b>Підказка від { $who } щодо звернення №{ $ticket }</b> ({ $customer })
    { $words }
whisper-answer =
    🤫 <b>{ $who } відповідає щодо звернення №{ $ticket }</b>
    { $words }
whisper-how = Напишіть номер звернення, а за ним свої слова: /whisper 12 запропонуйте повернути гроші. Або дайте відповідь на те, за чим спостерігаєте.
whisper-empty = Для підказки потрібні слова; файлів підказати не можна.
whisper-too-long = У підказці щонайбільше { $most } символів. Нічого не надіслано.
whisper-nobody = Звернення №{ $ticket } ніхто не веде, тож підказати нікому. Нічого не надіслано.
whisper-not-started = { $operator } не запускав бота, і написати йому не можна. Нічого не надіслано.
whisper-lost =
    ⚠️ Ваша підказка для { $operator } щодо звернення №{ $ticket } не дійшла: { $reason }
    { $words }
takeover-how = Напишіть за командою номер звернення: /takeover 12
button-watch = 👀 Спостерігати
button-watch-stop = Не спостерігати
button-watch-take-over = Забрати собі
