### The list of tickets, and what was found in them. In Ukrainian.

tickets-filters = Які звернення
tickets-search = Шукати в сказаному
tickets-search-hint = Слова в будь-якому порядку, «фраза», поча*. Натисніть Enter.
tickets-by-state = Стан
tickets-by-topic = Тема
tickets-by-operator = Оператор
tickets-by-customer = Клієнт: ім’я, номер, id
tickets-by-from = Від дня
tickets-by-to = До дня
tickets-by-stars = Зірки
tickets-sort = За порядком
tickets-sort-opened = відкриття
tickets-sort-waited = очікування
tickets-sort-closed = закриття
tickets-sort-last_word = останнього слова
tickets-turn = У зворотному порядку
tickets-of-customer = Лише звернення клієнта { $customer }
tickets-of-all-customers = Звернення всіх клієнтів
tickets-which-customer = Який клієнт?
tickets-no-customer = Такого клієнта немає.
tickets-all = Показати всі звернення

## The list

tickets-count =
    { $count ->
        [one] { $count } звернення
        [few] { $count } звернення
       *[many] { $count } звернень
    }
tickets-hits =
    { $count ->
        [one] Знайдено { $count } повідомлення
        [few] Знайдено { $count } повідомлення
       *[many] Знайдено { $count } повідомлень
    }
tickets-hits-more = Знайдено понад { $count } повідомлень
tickets-none = Звернень ще немає.
tickets-none-so = Нічого не знайдено. Приберіть частину фільтрів або змініть слова.
tickets-turning = Сторінки списку
tickets-page-before = Назад
tickets-page-after = Далі
tickets-head-ticket = Звернення
tickets-head-customer = Клієнт
tickets-head-topic = Тема
tickets-head-state = Стан
tickets-head-operator = Оператор
tickets-head-opened = Відкрито
tickets-head-waited = Очікування
tickets-head-last = Останнє слово
tickets-head-stars = Зірки
tickets-by-tag = Мітка
tickets-by-source = За яким посиланням
