### Обращения, за которыми наблюдают супервайзеры, и подсказки операторам. По-русски.

watch-how = 👀 /watch 12 показывает вам здесь, что говорят в обращении №12, и никто там этого не замечает. Ответьте на что угодно из этого, и вашу подсказку услышит только оператор. /unwatch прекращает наблюдение, /takeover 12 отдаёт обращение вам.
watch-list =
    <b>Вы наблюдаете</b>
    { $list }
watch-line = №{ $ticket } { $customer }, с { $time }
watch-no-ticket = Обращения №{ $ticket } нет.
watch-already = Вы уже наблюдаете за обращением №{ $ticket }.
watch-own = Это ваше собственное обращение: за собой не наблюдают.
watch-not-watched = Вы за ним не наблюдаете.
watch-head =
    👀 <b>Вы наблюдаете за обращением №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    Оператор: { $operator }

    Они этого не замечают. Ответьте здесь на что угодно, чтобы подсказать оператору; клиент этого никогда не получит.
watch-nobody = пока никто
watch-before =
    <b>№{ $ticket }, сказано раньше</b>
    { $list }
watch-said-before = { $time } <b>{ $who }</b>: { $words }
watch-stopped = Вы больше не наблюдаете за обращением №{ $ticket }.
watch-over = ⏹ Обращение №{ $ticket } завершено. Наблюдать больше не за чем.
watch-begun = Что скажут, появится ниже.
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
    ✏️ <b>{ $who }</b> · №{ $ticket }, теперь так
    { $words }
watch-deleted =
    🗑 <b>{ $who }</b> · №{ $ticket }, взято назад
    { $words }
watch-with =
    { $what }
    { $words }
watch-photo = [фото]
watch-video = [видео]
watch-video-note = [видеосообщение]
watch-voice = [голосовое сообщение]
watch-audio = [аудио]
watch-animation = [анимация]
watch-sticker = [стикер]
watch-document = [файл]
watch-contact = [контакт]
watch-location = [место]
watch-poll = [опрос]
watch-other = [то, чего здесь не показать]
whisper =
    🤫 <b>Подсказка от { $who } об обращении №{ $ticket }</b> ({ $customer })
    { $words }
whisper-answer =
    🤫 <b>{ $who } отвечает об обращении №{ $ticket }</b>
    { $words }
whisper-how = Напишите номер обращения, а за ним свои слова: /whisper 12 предложите вернуть деньги. Или ответьте на то, за чем наблюдаете.
whisper-empty = Для подсказки нужны слова; файлов подсказать нельзя.
whisper-too-long = В подсказке не больше { $most } символов. Ничего не отправлено.
whisper-nobody = Обращение №{ $ticket } никто не ведёт, так что подсказать некому. Ничего не отправлено.
whisper-not-started = { $operator } не запускал бота, и написать ему нельзя. Ничего не отправлено.
whisper-lost =
    ⚠️ Ваша подсказка для { $operator } об обращении №{ $ticket } не дошла: { $reason }
    { $words }
takeover-how = Напишите за командой номер обращения: /takeover 12
button-watch = 👀 Наблюдать
button-watch-stop = Не наблюдать
button-watch-take-over = Забрать себе
