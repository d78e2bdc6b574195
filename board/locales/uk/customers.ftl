### Customers: the list, and one of them. In Ukrainian.

page-customer = Клієнт
customers-words = Ім’я, @username, номер або id
customers-blocked = лише заблоковані
customers-unreachable = лише ті, кому не можна написати
customers-count =
    { $count ->
        [one] { $count } клієнт
        [few] { $count } клієнти
       *[many] { $count } клієнтів
    }
customers-nobody = Боту ще ніхто не писав.
customers-nobody-so = Такого клієнта немає.
customers-more = Ще
customers-is-blocked = заблоковано
customers-is-unreachable = не можна написати
customers-has-open = відкрито
customers-head-name = Ім’я
customers-head-phone = Номер
customers-head-tickets = Звернень
customers-head-last = Останнє
customers-head-first-seen = Уперше

## One of them

customer-unknown = Такого клієнта немає.
customer-nameless = Дані видалено
customer-username = Ім’я користувача
customer-phone = Номер
customer-id = Id
customer-language = Мова
customer-first-seen = Уперше
customer-source = Уперше прийшов за посиланням
customer-forgotten = Дані видалено
customer-unreachable = не можна написати з { $since }
customer-how-forgotten = Дані видаляються, коли клієнт просить про це (/forget) і супервайзер погоджується, або коли один супервайзер це пропонує, а інший погоджується.
customer-search = Шукати в сказаному
customer-erasure = Прохання видалити дані
customer-asks-erasure = Клієнт просить ({ $since } тому) видалити все про нього: сказане, файли, ім’я та номер. Лічильники й зірки залишаються.
customer-erasure-proposal = Пропозиція видалити дані
customer-proposes-erasure = { $by } пропонує ({ $since } тому) видалити все про нього: сказане, файли, ім’я та номер. Лічильники й зірки залишаються.
customer-erasure-other = Це ваша пропозиція: дані буде видалено, коли погодиться інший супервайзер.
customer-erasure-second = Це ваша пропозиція, а інших супервайзерів немає: вона чекає, доки не з’явиться той, хто погодиться.
customer-propose = Запропонувати видалення…
customer-sure-to-propose = Запропонувати видалити все про { $customer }? Має погодитися інший супервайзер; доти нічого не видаляється.
customer-propose-why = Чому, для того, хто має погодитися
customer-propose-yes = Запропонувати
customer-propose-back = Відкликати
customer-proposed = Пропозиція чекає іншого супервайзера.
customer-sure-to-drop = Зняти пропозицію видалити дані { $customer }? Усе лишається.
customer-dropped = Знято; усе лишається.
customer-erase = Видалити…
customer-erase-not = Відмовити
customer-sure-to-refuse = Відмовити { $customer } у видаленні даних? Клієнт дізнається про це.
customer-erased = Усе видалено.
customer-refused = Відмовлено; клієнта повідомлено.
customer-tickets = Звернення ({ $count })
customer-all-tickets = Усі звернення
customer-no-tickets = Звернень ще не було.
customer-remarks = Що сказано до зірок
customer-head-ticket = Звернення
customer-head-topic = Тема
customer-head-state = Стан
customer-head-operator = Оператор
customer-head-opened = Відкрито
customer-head-waited = Чекання
customer-head-stars = Зірки
language-en = англійська
language-ru = російська
language-uk = українська

## Blocking

customer-blocking = Блокування
customer-is-blocked = Клієнта заблоковано: нових звернень від нього не буде, а те, що він пише, не зберігається і ні до кого не доходить. Він дізнається про це не частіше ніж раз на день. /mydata та /forget для нього працюють.
customer-is-not-blocked = Клієнта обслуговують, як усіх.
customer-blocked-since = з { $since }, { $by }
customer-was-blocked = { $since }, { $by } – { $until }, { $lifted }
customer-reason-forgotten = (причину видалено)
customer-block = Заблокувати…
customer-sure-to-block = Заблокувати { $customer }? Нових звернень від нього не буде, і те, що він пише, ні до кого не дійде. Він дізнається про це не частіше ніж раз на день.
customer-block-why = Чому, для колег
customer-block-and-close = Закрити № { $ticket } зараз
customer-block-after = Довести № { $ticket } до кінця
customer-block-yes = Заблокувати
customer-block-done = Клієнта заблоковано.
customer-unblock = Розблокувати…
customer-sure-to-unblock = Знову обслуговувати { $customer }, як усіх?
customer-unblock-yes = Розблокувати
customer-unblock-done = Клієнта знову обслуговують.

## As a file

export-customer-pdf = Усе в PDF
export-customer-zip = Усе в zip
customer-notes = Нотатки про клієнта
customer-notes-words = Лише для співробітників: вони стоять на картці кожного наступного звернення.
customer-note-write = Написати нотатку
customer-note-ask = Що колегам варто знати про цього клієнта? Клієнт цього не бачить.
customer-note-kept = Нотатку збережено.
customer-note-remove = Прибрати нотатку: { $author }, { $day }
customer-note-sure = Прибрати цю нотатку назавжди?
customer-note-yes = Прибрати
customer-note-removed = Нотатку прибрано.
