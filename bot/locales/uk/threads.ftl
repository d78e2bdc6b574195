### Forum topics of the staff, and what the customer sees meanwhile in the bot's chat. In Ukrainian.

here-waiting =
    { $card }
    Можете писати далі просто тут: оператор усе отримає.
here-coming =
    <b>Звернення №{ $ticket }</b>
    Ми знайшли для вас оператора. Пишіть просто тут, у цьому чаті: відповідь теж прийде сюди.
here-active =
    <b>Звернення №{ $ticket }</b>
    Вам відповідає { $operator }. Пишіть просто тут, у цьому чаті.
mention = <a href="tg://user?id={ $person }">{ $name }</a>
thread-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Оператор: { $operator }
    Усе, що ви пишете в цій темі, отримує клієнт. Те, що починається з { $prefix }, і кожну /note бачать лише співробітники.
thread-card-waiting =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Чекає на оператора.
thread-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Звернення закрито.
thread-holder = { $operator }, звернення №{ $ticket } тепер ваше.
thread-made-anew = ♻️ Тему звернення №{ $ticket } було видалено, тож ось нова. Клієнт нічого не помітив. Нижче те, що він уже написав; відповіді — в історії, див. кнопку під карткою.
thread-is-closed = Звернення цієї теми закрито, тож клієнт не отримує написаного тут. Тема відкриється знову, коли він нам напише.
enter-here =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Цьому клієнтові відповідають із групи співробітників. Кнопка веде туди.
