# Tokens of the API, and what is refused to programs that have one.
token-name = Название токена — одна строка из 1–{ $most } символов: его видят люди.
token-taken = Токен { $name } уже есть. Сначала отзовите его или выберите другое название.
token-rights = Укажите, что ему можно: read, write или оба.
token-expired = Он был бы уже просрочен.
token-unknown = Действующего токена { $name } нет.
