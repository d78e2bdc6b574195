### A ticket’s talk: who speaks, what is said without words, what became of it. In Russian.

talk = Разговор
talk-earlier =
    { $count ->
        [one] Ещё { $count } строка раньше
        [few] Ещё { $count } строки раньше
       *[many] Ещё { $count } строк раньше
    }
talk-today = Сегодня
talk-yesterday = Вчера
talk-services =
    { $count ->
        [one] { $count } служебная строка
        [few] { $count } служебные строки
       *[many] { $count } служебных строк
    }
talk-note = Заметка, { $who }, { $at }
talk-whisper = Подсказка, { $who } → { $to }, { $at }
talk-not-had = сообщение { $message } не получено: его удалили прежде, чем его удалось прочитать
talk-began = Обращение открыто: { $topic }
talk-ended = Обращение: { $state }
talk-edited = изменено { $at }
talk-until = До { $at }:
talk-held = { $role }, придержано
talk-by-page = { $role }, со страницы
talk-deleted = удалено { $at }
talk-undelivered = не доставлено: { $reason }
talk-file-awaited = файл ещё не получен
talk-file-lost = файл утрачен: { $reason }
size-kilobytes = { $size } КБ
size-megabytes = { $size } МБ

## Who speaks

sender-customer = клиент
sender-operator = оператор
sender-supervisor = супервайзер
sender-bot = бот
sender-userbot = рабочий аккаунт
sender-stranger = посторонний

## What a message is

kind-text = текст
kind-photo = фото
kind-video = видео
kind-video_note = видеосообщение
kind-voice = голосовое сообщение
kind-audio = аудио
kind-animation = анимация
kind-sticker = стикер
kind-document = файл
kind-contact = контакт
kind-location = место
kind-poll = опрос
kind-service = служебная строка
kind-other = что-то другое

## How a ticket ended

ended-solved = решено
ended-cancelled = отменено клиентом
ended-never_came = клиент не пришёл
ended-customer_left = клиент ушёл
ended-silent = все замолчали
ended-forgotten = клиент попросил удалить данные

## Where it is talked about

place-room = комната
place-desk = группа сотрудников
place-thread = тема форума

## What happened

event-opened = открыто
event-queued = ждёт в очереди
event-offered = предложено
event-place-ready = место готово
event-join-declined = постороннему отказано
event-customer-joined = клиент пришёл
event-assigned = отдано
event-operator-invited = оператор приглашён
event-operator-sent-link = оператору отправлена ссылка
event-operator-joined = оператор пришёл
event-operator-unreachable = оператор недоступен
event-intruder-removed = посторонний удалён
event-customer-unreachable = бот не может писать клиенту
event-requeued = возвращено в очередь
event-closed = закрыто
event-abandoned = не состоялось
event-place-cleared = место очищено
event-place-deleted = место удалено
event-effect-failed = что-то не выполнено
event-taken = взято вручную
event-transferred = передано
event-taken-over = забрал супервайзер
event-offer-lost = предложение упущено: ни слова вовремя
event-offer-reminded = клиенту напомнили о предложении
event-answer-reminded = оператору напомнили об ответе
event-nudged = оператору напомнили о молчании
event-asked-customer = клиента спросили, нужна ли ещё помощь
event-customer-left = клиент ушёл
event-customer-returned = клиент вернулся
event-supervisor-called = позвали супервайзера
event-supervisor-entered = пришёл супервайзер
event-noted = заметка
event-rated = оценено
event-archived = запись сохранена
event-place-denied = такого места не нашлось
event-place-taken = место
event-place-lost = место потеряно
event-undelivered = ответ не доставлен
event-withdrawn = ответ отозван
event-resolved = клиент говорит, что решено
event-unsolved = клиент говорит, что не решено
event-reopened = открыто снова
event-reminder-set = поставлено напоминание
event-reminder-removed = напоминание убрано
event-reminded = напомнили
event-tagged = поставлена метка
event-untagged = метка снята
event-target-near = цель вот-вот будет нарушена
event-target-missed = цель нарушена
event-answer-sent-anyway = придержанный ответ отправлен
event-answer-not-sent = придержанный ответ не отправлен
event-answer-sent-once-changed = придержанный ответ изменён и отправлен
