### What supervisors look at and take into their hands: why a ticket went where it went, and rooms. In Ukrainian.

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
why-reopened = { $time } клієнт відкрив знову
why-reopened-by = { $time } відкрито знову: { $operator }
why-customer-unreachable = { $time } бот більше не може писати клієнтові
why-customer-left = { $time } завершено: клієнта надто довго не було
why-thread-taken = { $time } обслуговується в темі форуму
why-desk-taken = { $time } обслуговується в групі «{ $title }»
why-thread-lost = { $time } тему форуму втрачено
why-desk-lost = { $time } групу втрачено
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
reason-others-fit = ▫️ інші, хто міг би взяти: { $count }
reason-others-full = ✖️ інші, в кого немає місця: { $count }
reason-others-lack-skill = ✖️ інші без цієї навички: { $count }
reason-others-on-break = ✖️ інші на перерві: { $count }
reason-words = { $operator }: { $words }
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

## Customers

already-blocked = Цього клієнта вже заблоковано.
not-blocked = Цього клієнта не заблоковано.
customer-unknown = Такого клієнта я не знаю. Надішліть /customer і номер звернення, @username чи id.
customer-on-staff = Це колега: спершу приберіть його з персоналу.
give-reason = Напишіть, будь ласка, кількома словами чому: колеги захочуть знати.
customers-how = Нікого не заблоковано. Щоб знайти клієнта, надішліть /customer і номер звернення, @username чи id.
customers-blocked =
    <b>{ $count ->
        [one] Заблоковано { $count } клієнта
        [few] Заблоковано { $count } клієнтів
       *[many] Заблоковано { $count } клієнтів
    }</b>
    Щоб знайти іншого, надішліть /customer і номер звернення, @username чи id.
customer-card =
    <b>{ $customer }</b>
    { $list }
customer-phone = Номер: { $phone }
customer-id = Id: { $number }
customer-tickets = Звернень: { $count }
customer-open = Відкрито: звернення №{ $ticket }
customer-blocked = 🚫 Заблоковано { $time } ({ $supervisor }): { $reason }
customer-erasure = 🗑 Чекає рішення, чи видалити його дані: /erasures
erase-why = Чому видалити дані клієнта { $customer }? Напишіть кількома словами, для супервайзера, який має погодитися. Доти нічого не видаляється.
button-propose-erasure = 🗑 Запропонувати видалення…
block-ask = Заблокувати { $customer }? Нових звернень від нього не буде, і те, що він пише, ні до кого не дійде; він дізнається про це не частіше ніж раз на день. /mydata та /forget для нього працюють і далі.
block-ask-open = Заблокувати { $customer }? Відкрито звернення №{ $ticket }. Інших від нього не буде, і те, що він писатиме потім, ні до кого не дійде; він дізнається про це не частіше ніж раз на день. /mydata та /forget для нього працюють і далі.
block-why = Чому заблокувати { $customer }? Напишіть кількома словами, для колег. Клієнт цього не бачить.
unblock-ask = Знову обслуговувати { $customer }, як усіх?
button-customer = Клієнт
button-customer-named = { $name }
button-block = 🚫 Заблокувати…
button-block-yes = Так, заблокувати
button-block-and-close = Заблокувати й закрити №{ $ticket }
button-block-after = Заблокувати після №{ $ticket }
button-unblock = Розблокувати…
button-unblock-yes = Так, розблокувати
