### Staff: who they are, and who changed what about them. In Ukrainian.

staff-skills = Навички
staff-reachable = на зв’язку: бот і чати доступні
staff-not-started = Бота ще не запущено: він не може написати
staff-cannot-write = Бот не може написати: { $reason }
staff-cannot-invite = Не можна додати до чатів, надсилаються посилання: { $reason }
unreachable-blocked = бота заблоковано
unreachable-privacy = не дозволяють налаштування приватності
unreachable-too-many-chats = перебуває в стількох чатах, скільки дозволяє Telegram
unreachable-no-address = акаунт служби не знає цієї людини

## What is done

staff-add = Додати до команди
staff-change = Змінити
staff-change-whom = Змінити: { $whom }
staff-remove = Вилучити з команди
staff-remove-whom = Вилучити з команди: { $whom }
staff-save = Зберегти
staff-close = Закрити
staff-capacity = Звернень одночасно
staff-role = Роль
staff-changed = Змінено: { $whom }
staff-removed = { $whom } більше не в команді.
staff-added = { $whom } тепер у команді.
staff-is-on-staff = у команді
staff-add-words = Ім’я, @username, номер або id
staff-add-as = Додати: { $whom }, { $role }
staff-add-nobody = Ніхто такий боту не писав.
staff-ask-bot = Нехай бот пошукає @{ $username }
staff-asked-bot = Бот запитає вас про @{ $username } у своєму чаті.

## Changes

staff-changes = Зміни
staff-changes-none = Поки нічого не змінювали.
staff-more = Раніші
staff-head-when = Коли
staff-head-whom = Про кого
staff-head-what = Що
staff-head-by = Хто
staff-nothing = немає
staff-change-added = у команді: { $after }
staff-change-removed = більше не в команді, роль була: { $before }
staff-change-role = роль: { $before } → { $after }
staff-change-capacity = звернень одночасно: { $before } → { $after }
staff-change-skills = навички: { $before } → { $after }
