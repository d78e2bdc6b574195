### Desks, and the staff's groups: taken into use, lost, found again. In Ukrainian.

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
button-whose = №{ $ticket }
answer-to-whom =
    <b>Кому ця відповідь?</b>
    Її нікому не надіслано. Будь ласка, дайте відповідь на картку звернення або на інше повідомлення цього клієнта.

## A group is taken into use, and out of it

group-welcome = Вітаю! Щоб обслуговувати клієнтів звідси, мені потрібно бути адміністратором, який може видаляти повідомлення, змінювати інформацію про групу та закріплювати повідомлення. Тоді супервайзер може сказати тут /desk або /overflow; у групі з темами — /forum, і я маю також керувати темами.
group-not-seen = Групу не вдалося перевірити: сервер, через який бот спілкується з Telegram, застарілий. Нічого не змінено; хто обслуговує бота, побачить подробиці командою «switchboard doctor».
group-supervisors-only = Вирішувати, для чого ця група, може лише супервайзер.
group-who-asks = Я не бачу, хто просить, бо ви пишете від імені групи. Будь ласка, вимкніть ненадовго анонімність і скажіть це ще раз.
group-lacks =
    Я ще не можу обслуговувати клієнтів тут. Будь ласка:
    { $needs }
    Потім скажіть це ще раз.
need-forum = • увімкніть теми в налаштуваннях групи
need-admin = • зробіть мене адміністратором
need-delete = • дозвольте мені видаляти повідомлення
need-rename = • дозвольте мені змінювати інформацію про групу (я перейменовую її для кожного звернення)
need-pin = • дозвольте мені закріплювати повідомлення
need-topics = • дозвольте мені керувати темами
group-is-desk = ✅ Тепер ця група обслуговує клієнтів: по одному зверненню. «/desk off» вилучає її.
group-is-overflow = ✅ Тепер ця група приймає звернення, коли всі інші зайняті. «/overflow off» вилучає її.
group-is-forum = ✅ Тепер кожен клієнт має тут свою тему. «/forum off» вилучає форум.
group-busy = Тут обслуговується звернення. Будь ласка, спершу закрийте його.
group-taken-out = Ця група більше не приймає звернень.
group-taken-out-later = Ця група більше не приймає звернень; те, що тут є, буде обслужено до кінця.
group-not-in-use = Ця група й так не приймає звернень.
group-migrated = Тепер ця група — супергрупа. Усе триває тут; відповідайте, будь ласка, на нові повідомлення нижче.
group-migrated-left =
    Тепер ця група — супергрупа. Усе триває тут; відповідайте, будь ласка, на нові повідомлення нижче.
    Сказане раніше я вже не можу видалити ({ $count ->
        [one] { $count } повідомлення
        [few] { $count } повідомлення
       *[many] { $count } повідомлень
    }): будь ласка, приберіть його вручну, коли звернення буде закрито.

## Lost and found

supervisor-group-lost =
    ⚠️ «{ $group }» поки не приймає звернень: { $trouble }
    Те, що там обслуговувалося, триває в іншому місці.
supervisor-group-back = ✅ «{ $group }» знову приймає звернення.
trouble-removed = мене немає в групі. Будь ласка, додайте мене й зробіть адміністратором — і все запрацює знову.
trouble-rights =
    мені бракує прав у групі. Будь ласка:
    { $needs }
trouble-taken-out = вилучена супервайзером
trouble-settings = її більше немає в налаштуваннях
trouble-unseen = Telegram ще не показав її мені

## The list

groups-empty = Груп співробітників ще немає. Додайте мене до групи, зробіть адміністратором і скажіть там /desk, /overflow або /forum.
groups-list =
    <b>Групи співробітників: { $count }</b>
    { $list }
groups-line-desk = <b>{ $group }</b> (по одному): { $state }
groups-line-overflow = <b>{ $group }</b> (запасна): { $state }
groups-line-forum = <b>{ $group }</b> (форум): { $state }
group-free = вільна
group-clearing = прибирається
group-serves = обслуговує №{ $ticket }, { $customer }
group-serves-many = { $count ->
        [one] обслуговує { $count } звернення
        [few] обслуговує { $count } звернення
       *[many] обслуговує { $count } звернень
    }
button-group-out = ⏏️ Вилучити: { $group }
button-group-back = ↩️ Повернути: { $group }
