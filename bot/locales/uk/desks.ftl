### The life of a desk, in Ukrainian: its card, closing, clearing. Values are put in escaped.

## The card

desk-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Звернення від: { $opened }
    { $history }
    { $operator }

    Щоб відповісти, відповідайте (Reply) на повідомлення клієнта або на цю картку. Усе інше лишається тут.
desk-customer = { $customer }
desk-customer-phone = { $customer }, { $phone }
desk-first-time = Пише вперше.
desk-before =
    { $count ->
        [one] До цього { $count } звернення
        [few] До цього { $count } звернення
       *[many] До цього { $count } звернень
    }; останнє { $day }: { $topic }, { $outcome }
desk-outcome-closed = закрито
desk-outcome-solved = клієнт з’ясував усе, що хотів
desk-outcome-unsolved = клієнт з’ясував не все
desk-outcome-cancelled = клієнт передумав
desk-outcome-left = клієнт пішов
desk-outcome-silent = закрито після довгого мовчання
desk-holder = Відповідає: { $operator }
desk-anybody = Відповісти може будь-хто тут.
desk-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Закрито.
desk-card-went =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Звернення перейшло до «{ $where }». Відповіді на повідомлення тут, як і раніше, надходять клієнтові.
desk-card-waits =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Чекає, доки звільниться інша група.
desk-sure-to-close =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }

    Ви впевнені, що хочете закрити звернення?
button-close-desk = Закрити звернення
button-desk-history = Що було сказано раніше
button-desk-yes = Так
button-desk-no = Ні

## Answers to those who press and write

desk-is-closed = Це звернення вже закрито.
desk-went-elsewhere = Це звернення тепер ведуть не тут.
desk-no-ticket = Зараз тут нікого не обслуговують.
desk-close-by-reply = Дайте відповідь (Reply) командою /close на повідомлення того звернення, яке хочете закрити.
desk-left =
    { $count ->
        [one] { $count } повідомлення минулого звернення не вдалося видалити:
        [few] { $count } повідомлення минулого звернення не вдалося видалити:
       *[many] { $count } повідомлень минулого звернення не вдалося видалити:
    } бот не може видаляти те, що старше за 48 годин, і нічого без права на це. Будь ласка, видаліть вручну.

## Whose is it?

button-whose = №{ $ticket }
answer-to-whom =
    <b>Кому ця відповідь?</b>
    Її нікому не надіслано. Будь ласка, дайте відповідь на картку звернення або на інше повідомлення цього клієнта.
note-by-reply = Будь ласка, надішліть /note відповіддю на картку звернення або на повідомлення цього клієнта: тут їх кілька.
