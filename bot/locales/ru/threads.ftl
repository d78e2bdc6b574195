### Forum topics of the staff, and what the customer sees meanwhile in the bot's chat. In Russian.

here-waiting =
    { $card }
    Можете писать дальше прямо здесь: оператор всё получит.
here-coming =
    <b>Обращение №{ $ticket }</b>
    Мы нашли для вас оператора. Пишите прямо здесь, в этом чате: ответ тоже придёт сюда.
here-active =
    <b>Обращение №{ $ticket }</b>
    Вам отвечает { $operator }. Пишите прямо здесь, в этом чате.
mention = <a href="tg://user?id={ $person }">{ $name }</a>
thread-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Оператор: { $operator }
    Всё, что вы пишете в этой теме, получает клиент. То, что начинается с { $prefix }, и каждую /note видят только сотрудники.
thread-card-waiting =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Ждёт оператора.
thread-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Обращение закрыто.
thread-holder = { $operator }, обращение №{ $ticket } теперь ваше.
thread-made-anew = ♻️ Тему обращения №{ $ticket } удалили, поэтому вот новая. Клиент ничего не заметил. Ниже то, что он уже написал; ответы — в истории, см. кнопку под карточкой.
thread-is-closed = Обращение этой темы закрыто, поэтому клиент не получает написанного здесь. Тема откроется снова, когда он нам напишет.
enter-here =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Этому клиенту отвечают из группы сотрудников. Кнопка ведёт туда.
