### Transcripts: the history, and the archive. In Russian.

## The history

history = Всё, о чём говорили с клиентом: { $customer }. Только для сотрудников.
button-history = История
button-desk-history = Что было сказано раньше
see-private-chat = Посмотрите, пожалуйста, наш приватный чат.
start-bot-first = Сначала напишите мне в приватном чате: нажмите там /start.

## The archive

ledger-caption =
    <b>Записи за { $day }</b>
    Новых: { $entries }, из них об удалении: { $erased }
    <code>{ $hash }</code>
archive-caption =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
archive-head =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    Тема: { $topic }
    { $opened } – { $ended }
archive-too-big =
    <b>Обращение №{ $ticket }</b>
    Клиент: { $customer }
    В архиве { $megabytes } МБ, это больше, чем может отправить бот. Он хранится на диске: { $path }
supervisor-archive-chat = ⚠️ Архивы обращений не удаётся отправить в чат { $chat }: { $reason }. Они хранятся на диске. Проверьте, пожалуйста, ARCHIVE_CHAT_ID и может ли бот туда писать.

## What was not done; values of supervisor-effect-failed

failed-media = Не удалось сохранить присланный файл: { $reason }
failed-transcript = Не удалось записать историю переписки: { $reason }
failed-export = Не удалось подготовить файл для передачи: { $reason }
failed-erase = Не удалось стереть историю переписки: { $reason }
