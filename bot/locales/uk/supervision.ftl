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
