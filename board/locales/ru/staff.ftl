### Staff: who they are, and who changed what about them. In Russian.

staff-skills = Навыки
staff-reachable = на связи: бот и чаты доступны
staff-not-started = Не запускал бота: бот не может написать
staff-cannot-write = Бот не может написать: { $reason }
staff-cannot-invite = Нельзя добавить в чаты, отправляются ссылки: { $reason }
unreachable-blocked = бот заблокирован
unreachable-privacy = не разрешают настройки конфиденциальности
unreachable-too-many-chats = состоит в стольких чатах, сколько разрешает Telegram
unreachable-no-address = аккаунт службы не знает этого человека

## What is done

staff-add = Добавить в команду
staff-change = Изменить
staff-change-whom = Изменить: { $whom }
staff-remove = Убрать из команды
staff-remove-whom = Убрать из команды: { $whom }
staff-save = Сохранить
staff-close = Закрыть
staff-capacity = Обращений одновременно
staff-role = Роль
staff-changed = Изменено: { $whom }
staff-removed = { $whom } больше не в команде.
staff-added = { $whom } теперь в команде.
staff-is-on-staff = в команде
staff-add-words = Имя, @username, номер или id
staff-add-as = Добавить: { $whom }, { $role }
staff-add-nobody = Никто такой боту не писал.
staff-ask-bot = Пусть бот поищет @{ $username }
staff-asked-bot = Бот спросит вас о @{ $username } в своём чате.

## Changes

staff-changes = Изменения
staff-changes-none = Пока ничего не меняли.
staff-more = Более ранние
staff-head-when = Когда
staff-head-whom = О ком
staff-head-what = Что
staff-head-by = Кто
staff-nothing = нет
staff-change-added = в команде: { $after }
staff-change-removed = больше не в команде, роль была: { $before }
staff-change-role = роль: { $before } → { $after }
staff-change-capacity = обращений одновременно: { $before } → { $after }
staff-change-skills = навыки: { $before } → { $after }
