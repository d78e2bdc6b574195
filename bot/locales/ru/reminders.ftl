### Напоминания об обращениях, для того, кто тогда их ведёт. По-русски.

reminder-how = Не могу прочитать, когда напомнить. Напишите так, а дальше о чём: <b>через 2 ч позвонить в банк</b>, <b>завтра в 9:00</b>, <b>в пн 10:00</b>, <b>15.12 14:30</b>.
reminder-past = { $time } уже прошло. Напишите время, которое ещё наступит.
reminder-too-far = Это слишком далеко: напоминания хранятся не дольше { $days } дней.
reminder-full = У этого обращения уже { $most } напоминаний. Сначала уберите какое-нибудь.
reminder-which = О каком обращении? Напишите его номер перед временем: <b>/remind 12 через 2 ч</b>
reminder-by-reply = Отправьте это ответом (Reply) на карточку обращения или на сообщение этого клиента: здесь несколько обращений.
reminder-gone = Этого напоминания уже нет.
reminder-kept = ⏰ Напоминание об обращении №{ $ticket }: { $time }. Его получит тот, кто тогда будет вести обращение.
reminder-kept-words =
    ⏰ Напоминание об обращении №{ $ticket }: { $time }. Его получит тот, кто тогда будет вести обращение:
    { $words }
reminders-of =
    ⏰ <b>Напоминания об обращении №{ $ticket }</b>, { $customer }. Их получит тот, кто тогда будет его вести.
    { $list }

    Поставить на любое время: /remind через 2 ч позвонить в банк
reminders-none-of =
    ⏰ <b>Обращение №{ $ticket }</b>, { $customer }. Когда напомнить тому, кто тогда будет его вести?
    На любое другое время: /remind через 2 ч позвонить в банк
reminder-line = { $number }. { $time } ({ $author })
reminder-line-words = { $number }. { $time } ({ $author }): { $words }
reminders-list =
    ⏰ <b>Напоминания</b>
    { $list }
reminders-list-line = { $number }. { $time }: №{ $ticket }, { $customer }
reminders-list-line-words = { $number }. { $time }: №{ $ticket }, { $customer }: { $words }
reminders-more = … и более поздние
reminders-none = Напоминаний нет. Поставить можно кнопкой ⏰ на карточке обращения или так: <b>/remind 12 через 2 ч</b>, а дальше о чём напомнить.
reminder-by-owner = владелец
reminder-ask =
    Когда и о чём напомнить по обращению №{ $ticket } ({ $customer })? Напишите здесь: <b>через 2 ч позвонить в банк</b>, <b>завтра в 9:00</b>, <b>в пн 10:00</b>, <b>15.12 14:30</b>.
reminder-due = ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author })
reminder-due-words =
    ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author })
    { $words }
reminder-ended = ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author }). Обращение тем временем завершилось.
reminder-ended-words =
    ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author }). Обращение тем временем завершилось.
    { $words }
supervisor-reminder =
    ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author })
    До того, кто ведёт обращение, оно не дошло. Оператор: { $operator }
supervisor-reminder-words =
    ⏰ <b>Напоминание об обращении №{ $ticket }</b>, { $customer } (от: { $author })
    До того, кто ведёт обращение, оно не дошло. Оператор: { $operator }
    { $words }
button-reminders = ⏰ Напомнить
button-remind-hour = Через 1 ч
button-remind-hours = Через 3 ч
button-remind-morning = Завтра 9:00
button-remind-write = ✏️ В другое время
button-reminder-gone = 🗑 { $number }
