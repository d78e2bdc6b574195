### Нагадування про звернення, для того, хто тоді його вестиме. Українською.

reminder-how = Не можу прочитати, коли нагадати. Напишіть так, а далі про що: <b>через 2 год подзвонити в банк</b>, <b>завтра о 9:00</b>, <b>у пн 10:00</b>, <b>15.12 14:30</b>.
reminder-past = { $time } уже минуло. Напишіть час, який ще настане.
reminder-too-far = Це надто далеко: нагадування зберігаються щонайбільше { $days } днів.
reminder-full = У цього звернення вже { $most } нагадувань. Спершу приберіть якесь.
reminder-which = Про яке звернення? Напишіть його номер перед часом: <b>/remind 12 через 2 год</b>
reminder-by-reply = Надішліть це відповіддю (Reply) на картку звернення чи на повідомлення цього клієнта: тут кілька звернень.
reminder-gone = Цього нагадування вже немає.
reminder-kept = ⏰ Нагадування про звернення №{ $ticket }: { $time }. Його отримає той, хто тоді вестиме звернення.
reminder-kept-words =
    ⏰ Нагадування про звернення №{ $ticket }: { $time }. Його отримає той, хто тоді вестиме звернення:
    { $words }
reminders-of =
    ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer }. Їх отримає той, хто тоді його вестиме.
    { $list }

    Поставити на будь-який час: /remind через 2 год подзвонити в банк
reminders-none-of =
    ⏰ <b>Звернення №{ $ticket }</b>, { $customer }. Коли нагадати тому, хто тоді його вестиме?
    На будь-який інший час: /remind через 2 год подзвонити в банк
reminder-line = { $number }. { $time } ({ $author })
reminder-line-words = { $number }. { $time } ({ $author }): { $words }
reminders-list =
    ⏰ <b>Нагадування</b>
    { $list }
reminders-list-line = { $number }. { $time }: №{ $ticket }, { $customer }
reminders-list-line-words = { $number }. { $time }: №{ $ticket }, { $customer }: { $words }
reminders-more = … і пізніші
reminders-none = Нагадувань немає. Поставити можна кнопкою ⏰ на картці звернення або так: <b>/remind 12 через 2 год</b>, а далі про що нагадати.
reminder-by-owner = власник
reminder-ask =
    Коли й про що нагадати щодо звернення №{ $ticket } ({ $customer })? Напишіть тут: <b>через 2 год подзвонити в банк</b>, <b>завтра о 9:00</b>, <b>у пн 10:00</b>, <b>15.12 14:30</b>.
reminder-due = ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author })
reminder-due-words =
    ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author })
    { $words }
reminder-ended = ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author }). Тим часом звернення завершилося.
reminder-ended-words =
    ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author }). Тим часом звернення завершилося.
    { $words }
supervisor-reminder =
    ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author })
    Того, хто веде звернення, воно не досягло. Оператор: { $operator }
supervisor-reminder-words =
    ⏰ <b>Нагадування про звернення №{ $ticket }</b>, { $customer } (від: { $author })
    Того, хто веде звернення, воно не досягло. Оператор: { $operator }
    { $words }
button-reminders = ⏰ Нагадати
button-remind-hour = Через 1 год
button-remind-hours = Через 3 год
button-remind-morning = Завтра 9:00
button-remind-write = ✏️ В інший час
button-reminder-gone = 🗑 { $number }
