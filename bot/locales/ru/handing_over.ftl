### How a talk is handed over as a file. In Russian.

## For supervisors

button-export-pdf = 📄 В PDF
button-export-zip = 🗜 В zip
button-export-all-pdf = 📄 Всё в PDF
button-export-all-zip = 🗜 Всё в zip
export-begun = Файл готовится и придёт сюда.
export-caption = <b>Обращение №{ $ticket }</b>, { $customer }. Только для тех, кому разрешено это читать.
export-caption-all = Вся переписка: <b>{ $customer }</b>. Только для тех, кому разрешено это читать.
export-nothing = Из этого больше ничего не хранится.
export-failed = Файл не удалось создать: { $reason }
export-too-big = Файл занимает { $megabytes } МБ, а это больше, чем может отправить бот. Он лежит на диске службы: { $path }

## For customers

button-conversation = 📄 Прислать мне переписку
conversation-begun = Файл готовится и придёт сюда.
conversation-caption = Всё, что было сказано в обращении №{ $ticket }.
conversation-given = Файл уже выше. Попросить его снова можно завтра.
conversation-not = Эту переписку нельзя прислать.
conversation-failed = Не удалось сохранить переписку в файл. Попробуйте, пожалуйста, ещё раз.
room-goes = ℹ️ Этот чат исчезнет, когда обращение будет закрыто. Сохраните нужное заранее.
room-goes-sent = ℹ️ Этот чат исчезнет, когда обращение будет закрыто. Если хотите сохранить переписку, я смогу её прислать: нажмите тогда «Прислать мне переписку» в нашем личном чате.
room-goes-now = ℹ️ Это обращение скоро закроют, и этот чат исчезнет. Сохраните нужное сейчас.
room-goes-now-sent = ℹ️ Это обращение скоро закроют, и этот чат исчезнет. Чтобы сохранить переписку, нажмите «Прислать мне переписку» в нашем личном чате, как только его закроют.

## The talk itself, as its customer has it

talk-title = Обращение №{ $ticket }
talk-made = Создано
talk-times = Время по поясу
talk-page = Страница { $page } из { $pages }
talk-ticket = Обращение №{ $ticket }: { $topic }
talk-opened = открыто { $day } { $clock }
talk-reply = в ответ на { $words }
talk-before = до { $day } { $clock } здесь было: { $words }
talk-deleted = удалено { $day } { $clock }
talk-undelivered = не доставлено: { $reason }
talk-too-many = не показано: слишком много изображений для одного файла
talk-unpictured = нельзя показать как изображение
talk-missing = файла нет
talk-customer = клиент
talk-support = поддержка
talk-bot = бот
talk-stranger = посторонний
