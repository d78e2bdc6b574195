### Desks, and the staff's groups: taken into use, lost, found again. In Russian.

## The card

desk-card =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Обратился: { $opened }
    { $history }
    { $operator }

    Чтобы ответить, отвечайте (Reply) на сообщения клиента или на эту карточку. Всё остальное остаётся здесь.
desk-customer = { $customer }
desk-customer-phone = { $customer }, { $phone }
desk-first-time = Пишет впервые.
desk-before =
    { $count ->
        [one] До этого { $count } обращение
        [few] До этого { $count } обращения
       *[many] До этого { $count } обращений
    }; последнее { $day }: { $topic }, { $outcome }
desk-outcome-closed = закрыто
desk-outcome-solved = клиент выяснил всё, что хотел
desk-outcome-unsolved = клиент выяснил не всё
desk-outcome-cancelled = клиент передумал
desk-outcome-left = клиент ушёл
desk-outcome-silent = закрыто после долгого молчания
desk-holder = Отвечает: { $operator }
desk-anybody = Ответить может любой, кто здесь.
desk-card-closed =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Закрыто.
desk-card-went =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Обращение перешло в «{ $where }». Ответы на сообщения здесь по-прежнему приходят клиенту.
desk-card-waits =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }
    Ждёт, пока освободится другая группа.
desk-sure-to-close =
    <b>№{ $ticket } · { $topic }</b>
    { $customer }

    Вы уверены, что хотите закрыть обращение?
button-close-desk = Закрыть обращение
button-desk-yes = Да
button-desk-no = Нет

## Answers to those who press and write

desk-is-closed = Это обращение уже закрыто.
desk-went-elsewhere = Это обращение теперь ведут не здесь.
desk-no-ticket = Сейчас здесь никого не обслуживают.
desk-close-by-reply = Ответьте (Reply) командой /close на сообщение того обращения, которое хотите закрыть.
desk-left =
    { $count ->
        [one] { $count } сообщение прошлого обращения не удалось удалить:
        [few] { $count } сообщения прошлого обращения не удалось удалить:
       *[many] { $count } сообщений прошлого обращения не удалось удалить:
    } бот не может удалять то, что старше 48 часов, и ничего без права на это. Пожалуйста, удалите вручную.
button-whose = №{ $ticket }
answer-to-whom =
    <b>Кому этот ответ?</b>
    Он никому не отправлен. Пожалуйста, ответьте на карточку обращения или на другое сообщение этого клиента.

## A group is taken into use, and out of it

group-welcome = Здравствуйте! Чтобы обслуживать клиентов отсюда, мне нужно быть администратором, который может удалять сообщения, изменять информацию о группе и закреплять сообщения. Тогда супервайзер может сказать здесь /desk или /overflow; в группе с темами — /forum, и я должен также управлять темами.
group-not-seen = Группу не удалось проверить: сервер, через который бот общается с Telegram, слишком стар. Ничего не изменено; тот, кто обслуживает бота, увидит подробности командой «switchboard doctor».
group-supervisors-only = Решать, для чего эта группа, может только супервайзер.
group-who-asks = Я не вижу, кто просит, потому что вы пишете от имени группы. Пожалуйста, отключите ненадолго анонимность и скажите это ещё раз.
group-lacks =
    Я ещё не могу обслуживать клиентов здесь. Пожалуйста:
    { $needs }
    Затем скажите это ещё раз.
need-forum = • включите темы в настройках группы
need-admin = • сделайте меня администратором
need-delete = • разрешите мне удалять сообщения
need-rename = • разрешите мне изменять информацию о группе (я переименовываю её для каждого обращения)
need-pin = • разрешите мне закреплять сообщения
need-topics = • разрешите мне управлять темами
group-is-desk = ✅ Теперь эта группа обслуживает клиентов: по одному обращению. «/desk off» убирает её.
group-is-overflow = ✅ Теперь эта группа принимает обращения, когда все остальные заняты. «/overflow off» убирает её.
group-is-forum = ✅ Теперь у каждого клиента здесь своя тема. «/forum off» убирает форум.
group-busy = Здесь обслуживается обращение. Пожалуйста, сначала закройте его.
group-taken-out = Эта группа больше не принимает обращений.
group-taken-out-later = Эта группа больше не принимает обращений; то, что здесь есть, будет обслужено до конца.
group-not-in-use = Эта группа и так не принимает обращений.
group-migrated = Теперь эта группа — супергруппа. Всё продолжается здесь; отвечайте, пожалуйста, на новые сообщения ниже.
group-migrated-left =
    Теперь эта группа — супергруппа. Всё продолжается здесь; отвечайте, пожалуйста, на новые сообщения ниже.
    Сказанное раньше я уже не могу удалить ({ $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
       *[many] { $count } сообщений
    }): пожалуйста, уберите его вручную, когда обращение будет закрыто.

## Lost and found

supervisor-group-lost =
    ⚠️ «{ $group }» пока не принимает обращений: { $trouble }
    То, что там обслуживалось, продолжается в другом месте.
supervisor-group-back = ✅ «{ $group }» снова принимает обращения.
trouble-removed = меня нет в группе. Пожалуйста, добавьте меня и сделайте администратором — и всё заработает снова.
trouble-rights =
    мне не хватает прав в группе. Пожалуйста:
    { $needs }
trouble-taken-out = убрана супервайзером
trouble-settings = её больше нет в настройках
trouble-unseen = Telegram ещё не показал её мне

## The list

groups-empty = Групп сотрудников ещё нет. Добавьте меня в группу, сделайте администратором и скажите там /desk, /overflow или /forum.
groups-list =
    <b>Группы сотрудников: { $count }</b>
    { $list }
groups-line-desk = <b>{ $group }</b> (по одному): { $state }
groups-line-overflow = <b>{ $group }</b> (запасная): { $state }
groups-line-forum = <b>{ $group }</b> (форум): { $state }
group-free = свободна
group-clearing = убирается
group-serves = обслуживает №{ $ticket }, { $customer }
group-serves-many = { $count ->
        [one] обслуживает { $count } обращение
        [few] обслуживает { $count } обращения
       *[many] обслуживает { $count } обращений
    }
button-group-out = ⏏️ Убрать: { $group }
button-group-back = ↩️ Вернуть: { $group }
