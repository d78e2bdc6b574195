### Customers: the list, and one of them. In Russian.

page-customer = Клиент
customers-words = Имя, @username, номер или id
customers-blocked = только те, кому нельзя написать
customers-count =
    { $count ->
        [one] { $count } клиент
        [few] { $count } клиента
       *[many] { $count } клиентов
    }
customers-nobody = Боту ещё никто не писал.
customers-nobody-so = Такого клиента нет.
customers-more = Ещё
customers-is-blocked = нельзя написать
customers-has-open = открыто
customers-head-name = Имя
customers-head-phone = Номер
customers-head-tickets = Обращений
customers-head-last = Последнее
customers-head-first-seen = Впервые

## One of them

customer-unknown = Такого клиента нет.
customer-nameless = Данные удалены по просьбе клиента
customer-username = Имя пользователя
customer-phone = Номер
customer-id = Id
customer-language = Язык
customer-first-seen = Впервые
customer-forgotten = Данные удалены
customer-blocked = нельзя написать с { $since }
customer-how-forgotten = Данные удаляются, когда клиент просит об этом (/forget) и супервайзер соглашается.
customer-search = Искать в сказанном
customer-erasure = Просьба удалить данные
customer-asks-erasure = Клиент просит ({ $since } назад) удалить всё о нём: сказанное, файлы, имя и номер. Счётчики и звёзды остаются.
customer-erase = Удалить…
customer-erase-not = Отказать
customer-sure-to-refuse = Отказать { $customer } в удалении данных? Клиент узнает об этом.
customer-erased = Всё удалено.
customer-refused = Отказано; клиенту сообщено.
customer-tickets = Обращения ({ $count })
customer-all-tickets = Все обращения
customer-no-tickets = Обращений ещё не было.
customer-remarks = Что сказано к звёздам
customer-head-ticket = Обращение
customer-head-topic = Тема
customer-head-state = Состояние
customer-head-operator = Оператор
customer-head-opened = Открыто
customer-head-waited = Ожидание
customer-head-stars = Звёзды
language-en = английский
language-ru = русский
language-uk = украинский
