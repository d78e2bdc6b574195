### Customers: the list, and one of them. In Ukrainian.

page-customer = Клієнт
customers-words = Ім’я, @username, номер або id
customers-blocked = лише ті, кому не можна написати
customers-count =
    { $count ->
        [one] { $count } клієнт
        [few] { $count } клієнти
       *[many] { $count } клієнтів
    }
customers-nobody = Боту ще ніхто не писав.
customers-nobody-so = Такого клієнта немає.
customers-more = Ще
customers-is-blocked = не можна написати
customers-has-open = відкрито
customers-head-name = Ім’я
customers-head-phone = Номер
customers-head-tickets = Звернень
customers-head-last = Останнє
customers-head-first-seen = Уперше

## One of them

customer-unknown = Такого клієнта немає.
customer-nameless = Дані видалено на прохання клієнта
customer-username = Ім’я користувача
customer-phone = Номер
customer-id = Id
customer-language = Мова
customer-first-seen = Уперше
customer-forgotten = Дані видалено
customer-blocked = не можна написати з { $since }
customer-how-forgotten = Дані видаляються, коли клієнт просить про це (/forget) і супервайзер погоджується.
customer-search = Шукати в сказаному
customer-erasure = Прохання видалити дані
customer-asks-erasure = Клієнт просить ({ $since } тому) видалити все про нього: сказане, файли, ім’я та номер. Лічильники й зірки залишаються.
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
