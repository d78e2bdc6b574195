### Готовые ответы на странице «Служба». По-русски.

replies = Готовые ответы
replies-words = Слова, которые сотрудники говорят снова и снова: через !сокращение или кнопку под карточкой.
replies-none = Их ещё нет. Сотрудники сохраняют их командой /save ответом на слова, и вы можете добавить их здесь.
replies-names = Вместо имён пишите { $customer } и { $operator }.
replies-add = Добавить готовый ответ
replies-change-of = Изменить { $shortcut }
replies-remove-of = Удалить { $shortcut }
replies-remove-sure = { $shortcut } исчезнет навсегда. То, что уже сказано, останется.
replies-remove = Удалить
replies-removed = Удалено.
replies-all-topics = все темы
replies-said =
    { $count ->
        [0] ни разу
        [one] { $count } раз
        [few] { $count } раза
       *[other] { $count } раз
    }
replies-head-shortcut = Сокращение
replies-head-words = Слова
replies-head-topic = Тема
replies-head-language = Язык
replies-head-said = Отправлено
replies-head-change = Изменить
