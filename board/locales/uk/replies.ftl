### Готові відповіді на сторінці «Служба». Українською.

replies = Готові відповіді
replies-words = Слова, які працівники кажуть раз у раз: через !скорочення або кнопку під карткою.
replies-none = Їх ще немає. Працівники зберігають їх командою /save у відповідь на слова, і ви можете додати їх тут.
replies-names = Замість імен пишіть { $customer } та { $operator }.
replies-add = Додати готову відповідь
replies-change-of = Змінити { $shortcut }
replies-remove-of = Вилучити { $shortcut }
replies-remove-sure = { $shortcut } зникне назавжди. Те, що вже сказано, лишиться.
replies-remove = Вилучити
replies-removed = Вилучено.
replies-all-topics = усі теми
replies-said =
    { $count ->
        [0] ще ні разу
        [one] { $count } раз
        [few] { $count } рази
       *[other] { $count } разів
    }
replies-head-shortcut = Скорочення
replies-head-words = Слова
replies-head-topic = Тема
replies-head-language = Мова
replies-head-said = Надіслано
replies-head-change = Змінити
