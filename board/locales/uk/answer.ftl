### Поле під розмовою звернення, через яке відповідають клієнтові. Українською.

answer = Відповідь
answer-box = Відповідь клієнтові
answer-send = Надіслати
answer-sent = Уже йде до клієнта.
answer-preview = Клієнт побачить:
answer-left =
    { $count ->
        [one] Лишився { $count } знак
        [few] Лишилося { $count } знаки
       *[other] Лишилося { $count } знаків
    }
answer-too-long =
    { $count ->
        [one] На { $count } знак довше, ніж можна: Telegram приймає 4096 в одному повідомленні
        [few] На { $count } знаки довше, ніж можна: Telegram приймає 4096 в одному повідомленні
       *[other] На { $count } знаків довше, ніж можна: Telegram приймає 4096 в одному повідомленні
    }
answer-others = Зараз пише: { $who }
answer-in-room = Цьому клієнтові відповідає в кімнаті його оператор. Тут читають і передають звернення.
answer-edit = Змінити
answer-edit-words = Що має бути в цій відповіді?
answer-edited = Змінено, і в клієнта також.
answer-withdraw = Відкликати
answer-withdraw-sure = Прибрати цю відповідь із чату клієнта?
answer-withdrawing = Відповідь відкликається.
