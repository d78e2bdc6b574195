# Tokens of the API, and what is refused to programs that have one.
token-name = Назва токена — один рядок з 1–{ $most } символів: її бачать люди.
token-taken = Токен { $name } уже є. Спершу скасуйте його або виберіть іншу назву.
token-rights = Вкажіть, що йому можна: read, write або обидва.
token-expired = Він був би вже прострочений.
token-unknown = Чинного токена { $name } немає.
