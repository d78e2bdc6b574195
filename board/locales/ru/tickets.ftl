### The list of tickets, and what was found in them. In Russian.

tickets-filters = Какие обращения
tickets-search = Искать в сказанном
tickets-search-hint = Слова в любом порядке, «фраза», нача*. Нажмите Enter.
tickets-by-state = Состояние
tickets-by-topic = Тема
tickets-by-operator = Оператор
tickets-by-customer = Клиент: имя, номер, id
tickets-by-from = С дня
tickets-by-to = По день
tickets-by-stars = Звёзды
tickets-sort = По порядку
tickets-sort-opened = открытия
tickets-sort-waited = ожидания
tickets-sort-closed = закрытия
tickets-sort-last_word = последнего слова
tickets-turn = В обратном порядке
tickets-of-customer = Только обращения клиента { $customer }
tickets-of-all-customers = Обращения всех клиентов
tickets-which-customer = Какой клиент?
tickets-no-customer = Такого клиента нет.
tickets-all = Показать все обращения

## The list

tickets-count =
    { $count ->
        [one] { $count } обращение
        [few] { $count } обращения
       *[many] { $count } обращений
    }
tickets-hits =
    { $count ->
        [one] Найдено { $count } сообщение
        [few] Найдено { $count } сообщения
       *[many] Найдено { $count } сообщений
    }
tickets-hits-more = Найдено больше { $count } сообщений
tickets-none = Обращений ещё нет.
tickets-none-so = Ничего не найдено. Уберите часть фильтров или измените слова.
tickets-turning = Страницы списка
tickets-page-before = Назад
tickets-page-after = Дальше
tickets-head-ticket = Обращение
tickets-head-customer = Клиент
tickets-head-topic = Тема
tickets-head-state = Состояние
tickets-head-operator = Оператор
tickets-head-opened = Открыто
tickets-head-waited = Ожидание
tickets-head-last = Последнее слово
tickets-head-stars = Звёзды
tickets-by-tag = Метка
tickets-by-source = По какой ссылке
