### Customers: the list, and one of them. In Russian.

page-customer = Клиент
customers-words = Имя, @username, номер или id
customers-blocked = только заблокированные
customers-unreachable = только те, кому нельзя написать
customers-count =
    { $count ->
        [one] { $count } клиент
        [few] { $count } клиента
       *[many] { $count } клиентов
    }
customers-nobody = Боту ещё никто не писал.
customers-nobody-so = Такого клиента нет.
customers-more = Ещё
customers-is-blocked = заблокирован
customers-is-unreachable = нельзя написать
customers-has-open = открыто
customers-head-name = Имя
customers-head-phone = Номер
customers-head-tickets = Обращений
customers-head-last = Последнее
customers-head-first-seen = Впервые

## One of them

customer-unknown = Такого клиента нет.
customer-nameless = Данные удалены
customer-username = Имя пользователя
customer-phone = Номер
customer-id = Id
customer-language = Язык
customer-first-seen = Впервые
customer-source = Впервые пришёл по ссылке
customer-forgotten = Данные удалены
customer-unreachable = нельзя написать с { $since }
customer-how-forgotten = Данные удаляются, когда клиент просит об этом (/forget) и супервайзер соглашается, или когда один супервайзер это предлагает, а другой соглашается.
customer-search = Искать в сказанном
customer-erasure = Просьба удалить данные
customer-asks-erasure = Клиент просит ({ $since } назад) удалить всё о нём: сказанное, файлы, имя и номер. Счётчики и звёзды остаются.
customer-erasure-proposal = Предложение удалить данные
customer-proposes-erasure = { $by } предлагает ({ $since } назад) удалить всё о нём: сказанное, файлы, имя и номер. Счётчики и звёзды остаются.
customer-erasure-other = Это ваше предложение: данные будут удалены, когда согласится другой супервайзер.
customer-erasure-second = Это ваше предложение, а других супервайзеров нет: оно ждёт, пока не появится тот, кто согласится.
customer-propose = Предложить удаление…
customer-sure-to-propose = Предложить удалить всё о { $customer }? Согласиться должен другой супервайзер; до этого ничего не удаляется.
customer-propose-why = Почему, для того, кто должен согласиться
customer-propose-yes = Предложить
customer-propose-back = Отозвать
customer-proposed = Предложение ждёт другого супервайзера.
customer-sure-to-drop = Снять предложение удалить данные { $customer }? Всё остаётся.
customer-dropped = Снято; всё остаётся.
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

## Blocking

customer-blocking = Блокировка
customer-is-blocked = Клиент заблокирован: новых обращений от него не будет, а то, что он пишет, не хранится и ни до кого не доходит. Он узнаёт об этом не чаще раза в день. /mydata и /forget для него работают.
customer-is-not-blocked = Клиента обслуживают, как всех.
customer-blocked-since = с { $since }, { $by }
customer-was-blocked = { $since }, { $by } – { $until }, { $lifted }
customer-reason-forgotten = (причина удалена)
customer-block = Заблокировать…
customer-sure-to-block = Заблокировать { $customer }? Новых обращений от него не будет, и то, что он пишет, ни до кого не дойдёт. Он узнает об этом не чаще раза в день.
customer-block-why = Почему, для коллег
customer-block-and-close = Закрыть № { $ticket } сейчас
customer-block-after = Довести № { $ticket } до конца
customer-block-yes = Заблокировать
customer-block-done = Клиент заблокирован.
customer-unblock = Разблокировать…
customer-sure-to-unblock = Снова обслуживать { $customer }, как всех?
customer-unblock-yes = Разблокировать
customer-unblock-done = Клиента снова обслуживают.

## As a file

export-customer-pdf = Всё в PDF
export-customer-zip = Всё в zip
customer-notes = Заметки о клиенте
customer-notes-words = Только для сотрудников: они стоят на карточке каждого следующего обращения.
customer-note-write = Написать заметку
customer-note-ask = Что коллегам стоит знать об этом клиенте? Клиент этого не видит.
customer-note-kept = Заметка сохранена.
customer-note-remove = Убрать заметку: { $author }, { $day }
customer-note-sure = Убрать эту заметку навсегда?
customer-note-yes = Убрать
customer-note-removed = Заметка убрана.
