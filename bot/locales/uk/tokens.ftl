# Tokens of the API, and what is refused to programs that have one.
token-name = Назва токена — один рядок з 1–{ $most } символів: її бачать люди.
token-taken = Токен { $name } уже є. Спершу скасуйте його або виберіть іншу назву.
token-rights = Вкажіть, що йому можна: read, write або обидва.
token-expired = Він був би вже прострочений.
token-unknown = Чинного токена { $name } немає.

# What a program says, as the customer, the staff's group and a room see it.
program-said = { $words }
program-said-to-customer = 🤖 { $program }, клієнту:
    { $words }
program-said-in-room = 🤖 { $program }:
    { $words }
program-no-topic = Такої теми немає, або звернень на неї не приймають.
program-forgotten = Цього клієнта забуто, і відтоді він не писав.
program-blocked = Цього клієнта заблоковано.
program-unreachable = Цей клієнт заблокував бота: до нього нічого не дійде.
program-has-ticket = У цього клієнта вже відкрите звернення { $ticket }.
program-no-contact = Для цієї теми клієнт має спершу поділитися номером, а він цього не зробив.
program-closed = Зараз не працюємо й звернень не приймаємо.
program-empty = Тут немає слів.
program-too-long = Задовго: щонайбільше { $most } символів.
program-held-back = Такі слова не надсилають без запитання: працівника про них спитали б.
