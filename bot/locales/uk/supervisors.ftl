### What supervisors read, in Ukrainian.

## Staff

staff-list =
    <b>{ $count ->
        [one] У команді { $count } людина
        [few] У команді { $count } людини
       *[many] У команді { $count } людей
    }</b>
    { $list }
staff-line = { $name }: { $role }, { $load } з { $capacity }, { $shift }
role-operator = оператор
role-supervisor = супервайзер
shift-on = на зміні
shift-off = не на зміні
shift-break = на перерві
member = { $list }
member-card =
    <b>{ $name }</b> ({ $tag })
    Роль: { $role }
    Звернення: { $load } з { $capacity }
    Зараз: { $shift }
member-has-skills = Навички: { $skills }
member-not-started = ⚠️ Ще не запускав бота, тому я не можу йому писати. Попросіть відкрити мене й натиснути «Почати».
member-capacity =
    Скільки звернень одночасно може вести { $name }?
    Зараз: { $capacity }
member-skills = З якими питаннями може допомогти { $name }? Натисніть, щоб увімкнути або вимкнути.
member-remove =
    Вилучити з команди: { $name }?
    { $count ->
        [0] Відкритих звернень немає.
        [one] Відкрито { $count } звернення. Воно залишиться за цією людиною до кінця; передати його можна в /rooms.
        [few] Відкрито { $count } звернення. Вони залишаться за цією людиною до кінця; передати їх можна в /rooms.
       *[many] Відкрито { $count } звернень. Вони залишаться за цією людиною до кінця; передати їх можна в /rooms.
    }
staff-how-to-add =
    <b>Кого додати?</b>
    Надішліть мені щось одне:
    • контакт цієї людини (📎, «Контакт»);
    • будь-яке її повідомлення, переслане сюди;
    • її @username.
staff-candidate = Додати до команди: <b>{ $name }</b> ({ $tag })?
staff-looking = Шукаю @{ $username }…
staff-not-looked-up = Зараз не вдається знайти @{ $username }: Telegram просить зачекати. Надішліть, будь ласка, контакт або перешліть повідомлення цієї людини.
staff-nobody = Нікого з іменем @{ $username } не знайдено. Перевірте, чи правильно воно написане, або надішліть контакт.
staff-hidden = { $name } приховує свій акаунт у пересланих повідомленнях, тож я не бачу, хто це. Надішліть, будь ласка, контакт або @username.
staff-not-on-telegram = З контакту «{ $name }» не видно, чий це акаунт у Telegram. Перешліть, будь ласка, повідомлення цієї людини або надішліть її @username.
staff-not-a-person = Додати можна лише людину.
staff-ask-again = Це запитання вже застаріло. Натисніть «Додати людину» ще раз.
not-on-staff = Цієї людини вже немає в команді.
last-supervisor = Це останній супервайзер. Спершу призначте супервайзером когось іншого.
you-are-on-staff = Вітаємо в команді! Тепер ви співробітник служби підтримки. Ваша роль: { $role }.
button-member = { $name }
button-add-staff = ➕ Додати людину
button-hire-operator = Додати як оператора
button-hire-supervisor = Додати як супервайзера
button-make-operator = Зробити оператором
button-make-supervisor = Зробити супервайзером
button-capacity = Звернень одночасно
button-number = { $count }
button-skills = Навички
button-skill-on = ✅ { $skill }
button-skill-off = ▫️ { $skill }
button-remove = Вилучити з команди
button-yes-remove = Так, вилучити

## Why

why-list =
    <b>Хто отримав звернення й чому?</b>
    { $count ->
        [one] Усього { $count } звернення.
        [few] Усього { $count } звернення, найновіші спочатку.
       *[many] Усього { $count } звернень, найновіші спочатку.
    }
why-empty = Звернень іще немає.
why-ticket =
    <b>Звернення №{ $ticket }</b>, { $customer }, { $topic }
    { $list }
why-opened = { $time } відкрито
why-offered = { $time } <b>запропоновано: { $operator }</b>
why-assigned = { $time } <b>призначено: { $operator }</b>
why-joined = { $time } клієнт зайшов до чату, тож вибір зроблено наново
why-taken = { $time } <b>узято вручну: { $operator }</b>
why-transferred = { $time } <b>передано: { $holder } → { $operator }</b>
why-transferred-queue = { $time } <b>повернуто в чергу: { $holder }</b>
why-taken-over = { $time } <b>перебрано на себе: { $operator }</b> (до цього { $holder })
why-offer-lost = { $time } <b>втрачено: { $operator }</b>, не було відповіді вчасно
why-requeued = { $time } назад у чергу: узяти не було кому
why-unreachable = { $time } { $operator }: не вдалося зв’язатися
why-called = { $time } покликали супервайзера
why-entered = { $time } до чату зайшов супервайзер: { $operator }
why-closed = { $time } закрито: { $operator }
why-ended = { $time } завершено
why-customer-unreachable = { $time } бот більше не може писати клієнтові
why-customer-left = { $time } завершено: клієнта надто довго не було
why-note = 📝 { $note }
why-now = <b>Якби вибирали зараз:</b>
why-others-off = Решта не на зміні.
reason-chosen = ✅ { $operator }: { $load } з { $capacity }, { $idle }{ $last }{ $holds }
reason-fits = ▫️ { $operator }: { $load } з { $capacity }, { $idle }{ $last }{ $holds }
reason-never-busy = звернень ще не було
reason-idle = останнє завершено { $age } тому
reason-last = , цього клієнта обслуговував минулого разу
reason-holds = , уже мав пропозицію
reason-off-shift = ✖️ { $operator }: не на зміні
reason-on-break = ✖️ { $operator }: на перерві
reason-is-customer = ✖️ { $operator }: сам є клієнтом
reason-lost-offer = ✖️ { $operator }: щойно втратив це звернення
reason-lacks-skill = ✖️ { $operator }: немає навички { $skill }
reason-no-headroom = ✖️ { $operator }: немає місця, { $load } з { $capacity }
reason-filled = ✖️ { $operator }: місце зайнялося саме в цю мить
reason-words = { $operator }: { $words }
age-seconds = { $count } с
age-minutes = { $count } хв
age-hours = { $count } год { $minutes } хв
button-ticket = №{ $ticket } { $name }
button-why = Чому?

## Rooms

rooms-list =
    <b>{ $count ->
        [one] { $count } активне звернення
        [few] { $count } активні звернення
       *[many] { $count } активних звернень
    }</b>
    { $list }
rooms-line = №{ $ticket } { $customer }: { $operator }, { $age }
rooms-empty = Зараз нікого не обслуговують.
room-of-ticket =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    Оператор: { $operator }
    Триває { $age }
button-step-in = Увійти до чату
button-take-over = Перебрати на себе
button-yes-take-over = Так, перебрати
confirm-take-over = Перебрати звернення №{ $ticket } на себе? Зараз його веде { $operator }; після цього оператор вийде з чату, а відповідатимете ви.
entering = Додаємо вас до чату.
enter-link =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Додати вас до чату не вдалося. Увійдіть, будь ласка, за кнопкою нижче.
enter-failed = ⚠️ Звернення №{ $ticket }: не вдалося ні додати вас до чату, ні знайти посилання. Спробуйте, будь ласка, ще раз.
room-supervisor-entered = До чату приєднався супервайзер: { $name }.
not-active = Зараз це звернення ніхто не веде.
already-yours = Це звернення вже ваше.
take-over-full = Ви вже ведете стільки звернень, скільки можете. Спершу закрийте або передайте одне з них.
take-over-own = Це ваше власне звернення. Вам допоможе колега.

## Announcements

announce-ask = <b>Що оголосити?</b> Напишіть одним повідомленням. Нічого не буде надіслано, доки ви не побачите текст і не погодитеся.
announce-only-text = Оголосити можна лише текст. Напишіть його, будь ласка, одним повідомленням.
announce-to-whom =
    <b>Хто має це прочитати?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Надіслати це { $count } співробітникові?
        [few] Надіслати це { $count } співробітникам?
       *[many] Надіслати це { $count } співробітникам?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Надіслати це { $count } клієнтові?
        [few] Надіслати це { $count } клієнтам?
       *[many] Надіслати це { $count } клієнтам?
    }</b>

    { $text }
announce-sending =
    <b>Ваше оголошення надсилається</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-done =
    <b>Ваше оголошення розіслано</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-stopped =
    <b>Ви зупинили оголошення</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-dropped = Нічого не надіслано.
announce-nobody = Надсилати нікому.
button-to-operators = Операторам
button-to-customers = Клієнтам
button-yes-send = Так, надіслати
button-stop = Зупинити
