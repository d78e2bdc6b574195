### Поле под разговором обращения, через которое отвечают клиенту. По-русски.

answer = Ответ
answer-box = Ответ клиенту
answer-send = Отправить
answer-sent = Уже идёт к клиенту.
answer-preview = Клиент увидит:
answer-left =
    { $count ->
        [one] Остался { $count } знак
        [few] Осталось { $count } знака
       *[other] Осталось { $count } знаков
    }
answer-too-long =
    { $count ->
        [one] На { $count } знак длиннее, чем можно: Telegram принимает 4096 в одном сообщении
        [few] На { $count } знака длиннее, чем можно: Telegram принимает 4096 в одном сообщении
       *[other] На { $count } знаков длиннее, чем можно: Telegram принимает 4096 в одном сообщении
    }
answer-attach = Добавить файлы; их можно и перетащить или вставить сюда
answer-record = Записать голосовое сообщение
answer-record-end = Закончить запись
answer-record-off = Голос можно записать лишь там, где эта страница открыта по https://: другим браузеры не дают микрофона.
answer-no-microphone = У браузера нет микрофона, или ему нельзя им пользоваться.
answer-no-recorder = Этот браузер не записывает голоса, который принимает Telegram.
answer-uploading = Загружается…
answer-as-file = как файл
answer-file-remove = Убрать { $file }
answer-caption-too-long =
    { $count ->
        [one] На { $count } знак длиннее, чем можно: под файлом Telegram принимает 1024
        [few] На { $count } знака длиннее, чем можно: под файлом Telegram принимает 1024
       *[other] На { $count } знаков длиннее, чем можно: под файлом Telegram принимает 1024
    }
file-too-big = Этот файл слишком большой: бот отправляет до { $most } МБ.
file-empty = Этот файл пуст.
file-broken = Этот файл пришёл не целиком. Попробуйте ещё раз.
files-too-many = За раз можно отправить не больше { $most } файлов.
files-no-room = Сейчас для этого файла нет места. Попробуйте через минуту.
voice-broken = Эту запись нельзя отправить.
answer-others = Сейчас пишет: { $who }
answer-in-room = Этому клиенту отвечает в комнате его оператор. Здесь читают и передают обращение.
answer-edit = Изменить
answer-edit-words = Что должно быть в этом ответе?
answer-asks-card = Здесь есть номер карты. Отправить клиенту?
answer-asks-wallet = Здесь есть адрес кошелька, и он не ваш. Отправить клиенту?
answer-asks-staff-word = Здесь есть слово из вашего списка. Отправить клиенту?
answer-anyway = Всё равно отправить
answer-drop = Не отправлять
answer-dropped = Это не отправлено.
answer-edited = Изменено, и у клиента тоже.
answer-withdraw = Отозвать
answer-withdraw-sure = Убрать этот ответ из чата клиента?
answer-withdrawing = Ответ отзывается.
