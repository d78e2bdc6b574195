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
answer-attach = Додати файли; їх можна й перетягнути чи вставити сюди
answer-record = Записати голосове повідомлення
answer-record-end = Закінчити запис
answer-record-off = Голос можна записати лише там, де цю сторінку відкрито через https://: іншим браузери не дають мікрофона.
answer-no-microphone = Браузер не має мікрофона або не може ним користуватися.
answer-no-recorder = Цей браузер не записує голосу, який приймає Telegram.
answer-uploading = Завантажується…
answer-as-file = як файл
answer-file-remove = Прибрати { $file }
answer-caption-too-long =
    { $count ->
        [one] На { $count } знак задовго: під файлом Telegram приймає 1024
        [few] На { $count } знаки задовго: під файлом Telegram приймає 1024
       *[other] На { $count } знаків задовго: під файлом Telegram приймає 1024
    }
file-too-big = Цей файл завеликий: бот надсилає до { $most } МБ.
file-empty = Цей файл порожній.
file-broken = Цей файл надійшов не цілком. Спробуйте ще раз.
files-too-many = За раз можна надіслати щонайбільше { $most } файлів.
files-no-room = Зараз для цього файлу немає місця. Спробуйте за хвилину.
voice-broken = Цей запис не можна надіслати.
answer-others = Зараз пише: { $who }
answer-in-room = Цьому клієнтові відповідає в кімнаті його оператор. Тут читають і передають звернення.
answer-edit = Змінити
answer-edit-words = Що має бути в цій відповіді?
answer-asks-card = Тут є номер картки. Надіслати клієнтові?
answer-asks-wallet = Тут є адреса гаманця, і він не ваш. Надіслати клієнтові?
answer-asks-staff-word = Тут є слово з вашого списку. Надіслати клієнтові?
answer-anyway = Усе одно надіслати
answer-drop = Не надсилати
answer-dropped = Це не надіслано.
answer-edited = Змінено, і в клієнта також.
answer-withdraw = Відкликати
answer-withdraw-sure = Прибрати цю відповідь із чату клієнта?
answer-withdrawing = Відповідь відкликається.
