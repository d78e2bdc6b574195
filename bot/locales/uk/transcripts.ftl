### Transcripts: the history, and the archive. In Ukrainian.

## The history

history = Усе, про що говорили з клієнтом: { $customer }. Лише для співробітників.
button-history = Історія
button-desk-history = Що було сказано раніше
see-private-chat = Дивіться, будь ласка, наш приватний чат.
start-bot-first = Спершу напишіть мені в приватному чаті: натисніть там /start.

## The archive

ledger-caption =
    <b>Записи за { $day }</b>
    Нових: { $entries }, з них про стирання: { $erased }
    <code>{ $hash }</code>
archive-caption =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
archive-head =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Тема: { $topic }
    { $opened } – { $ended }
archive-too-big =
    <b>Звернення №{ $ticket }</b>
    Клієнт: { $customer }
    Архів має { $megabytes } МБ, а це більше, ніж може надіслати бот. Він зберігається на диску: { $path }
supervisor-archive-chat = ⚠️ Архіви звернень не вдається надіслати до чату { $chat }: { $reason }. Вони зберігаються на диску. Перевірте, будь ласка, ARCHIVE_CHAT_ID і чи може бот туди писати.

## What was not done; values of supervisor-effect-failed

failed-media = Не вдалося зберегти надісланий файл: { $reason }
failed-transcript = Не вдалося записати історію листування: { $reason }
failed-export = Не вдалося підготувати файл для передачі: { $reason }
failed-erase = Не вдалося стерти історію листування: { $reason }
