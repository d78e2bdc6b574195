# Tokens of the API, and what is refused to programs that have one.
token-name = Название токена — одна строка из 1–{ $most } символов: его видят люди.
token-taken = Токен { $name } уже есть. Сначала отзовите его или выберите другое название.
token-rights = Укажите, что ему можно: read, write или оба.
token-expired = Он был бы уже просрочен.
token-unknown = Действующего токена { $name } нет.

# What a program says, as the customer, the staff's group and a room see it.
program-said = { $words }
program-said-to-customer = 🤖 { $program }, клиенту:
    { $words }
program-said-in-room = 🤖 { $program }:
    { $words }
program-no-topic = Такой темы нет, или обращений по ней не принимают.
program-forgotten = Этот клиент забыт и с тех пор не писал.
program-blocked = Этот клиент заблокирован.
program-unreachable = Этот клиент заблокировал бота: до него ничего не дойдёт.
program-has-ticket = У этого клиента уже открыто обращение { $ticket }.
program-no-contact = Для этой темы клиент сначала должен поделиться номером, а он этого не сделал.
program-closed = Сейчас не работаем и обращений не принимаем.
program-empty = Здесь нет слов.
program-too-long = Слишком длинно: не больше { $most } символов.
program-held-back = Такие слова не отправляют без вопроса: сотрудника о них спросили бы.
