### A ticket’s talk: who speaks, what is said without words, what became of it. In Ukrainian.

talk = Розмова
talk-earlier =
    { $count ->
        [one] Ще { $count } рядок раніше
        [few] Ще { $count } рядки раніше
       *[many] Ще { $count } рядків раніше
    }
talk-today = Сьогодні
talk-yesterday = Вчора
talk-services =
    { $count ->
        [one] { $count } службовий рядок
        [few] { $count } службові рядки
       *[many] { $count } службових рядків
    }
talk-note = Нотатка, { $who }, { $at }
talk-whisper = Підказка, { $who } → { $to }, { $at }
talk-not-had = повідомлення { $message } не отримано: його видалили, перш ніж його вдалося прочитати
talk-began = Звернення відкрито: { $topic }
talk-ended = Звернення: { $state }
talk-edited = змінено { $at }
talk-until = До { $at }:
talk-held = { $role }, притримано
talk-by-page = { $role }, зі сторінки
talk-deleted = видалено { $at }
talk-undelivered = не доставлено: { $reason }
talk-file-awaited = файл ще не отримано
talk-file-lost = файл втрачено: { $reason }
size-kilobytes = { $size } КБ
size-megabytes = { $size } МБ

## Who speaks

sender-customer = клієнт
sender-operator = оператор
sender-supervisor = супервайзер
sender-bot = бот
sender-userbot = робочий акаунт
sender-stranger = стороння людина

## What a message is

kind-text = текст
kind-photo = фото
kind-video = відео
kind-video_note = відеоповідомлення
kind-voice = голосове повідомлення
kind-audio = аудіо
kind-animation = анімація
kind-sticker = стікер
kind-document = файл
kind-contact = контакт
kind-location = місце
kind-poll = опитування
kind-service = службовий рядок
kind-other = щось інше

## How a ticket ended

ended-solved = вирішено
ended-cancelled = скасовано клієнтом
ended-never_came = клієнт не прийшов
ended-customer_left = клієнт пішов
ended-silent = усі замовкли
ended-forgotten = клієнт попросив видалити дані

## Where it is talked about

place-room = кімната
place-desk = група співробітників
place-thread = тема форуму

## What happened

event-opened = відкрито
event-queued = чекає в черзі
event-offered = запропоновано
event-place-ready = місце готове
event-join-declined = сторонній людині відмовлено
event-customer-joined = клієнт прийшов
event-assigned = віддано
event-operator-invited = оператора запрошено
event-operator-sent-link = операторові надіслано посилання
event-operator-joined = оператор прийшов
event-operator-unreachable = оператор недоступний
event-intruder-removed = сторонню людину вилучено
event-customer-unreachable = бот не може писати клієнтові
event-requeued = повернуто в чергу
event-closed = закрито
event-abandoned = не відбулося
event-place-cleared = місце очищено
event-place-deleted = місце видалено
event-effect-failed = щось не виконано
event-taken = взято вручну
event-transferred = передано
event-taken-over = забрав супервайзер
event-offer-lost = пропозицію втрачено: жодного слова вчасно
event-offer-reminded = клієнтові нагадали про пропозицію
event-answer-reminded = операторові нагадали про відповідь
event-nudged = операторові нагадали про мовчання
event-asked-customer = клієнта запитали, чи ще потрібна допомога
event-customer-left = клієнт пішов
event-customer-returned = клієнт повернувся
event-supervisor-called = покликали супервайзера
event-supervisor-entered = прийшов супервайзер
event-noted = нотатка
event-rated = оцінено
event-archived = запис збережено
event-place-denied = такого місця не знайшлося
event-place-taken = місце
event-place-lost = місце втрачено
event-undelivered = відповідь не доставлено
event-withdrawn = відповідь відкликано
event-resolved = клієнт каже, що вирішено
event-unsolved = клієнт каже, що не вирішено
event-reopened = відкрито знову
event-reminder-set = поставлено нагадування
event-reminder-removed = нагадування прибрано
event-reminded = нагадано
event-tagged = позначено міткою
event-untagged = мітку знято
event-target-near = ціль от-от буде порушено
event-target-missed = ціль порушено
event-answer-sent-anyway = притриману відповідь надіслано
event-answer-not-sent = притриману відповідь не надіслано
event-answer-sent-once-changed = притриману відповідь змінено й надіслано
