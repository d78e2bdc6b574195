### Журнал змін: хто що змінив. Українською.

audit-none = Ще нічого не змінювали.
audit-list =
    <b>Журнал змін</b>: { $count ->
        [one] { $count } запис
        [few] { $count } записи
       *[other] { $count } записів
    }, спершу найновіші.

    { $list }
audit-line = { $time } <b>{ $actor }</b>: { $what }

## Хто, і про що йдеться

audit-owner = власник
audit-the-customer = сам клієнт
audit-whole-desk = уся служба
audit-of-customer = клієнт { $number }
audit-of-ticket = звернення #{ $number }
audit-of-log = журнал змін
audit-of-file = { $of }, у файлі власника
audit-files-own = як у файлі

## Що змінено

audit-added = { $of } тепер серед працівників, роль: { $after }
audit-removed = { $of } більше не серед працівників, роль була: { $before }
audit-role = роль, { $of }: { $before } → { $after }
audit-capacity = звернень одночасно, { $of }: { $before } → { $after }
audit-skills = навички, { $of }: { $before } → { $after }
audit-topic = тема { $of }: { $before } → { $after }
audit-order = порядок тем: { $before } → { $after }
audit-hours = години роботи, { $of }: { $before } → { $after }
audit-holidays = свята, { $of }: { $before } → { $after }
audit-tags = мітки: { $before } → { $after }
audit-words = притримувані слова, { $of }: { $before } → { $after }
audit-fields = поля клієнтів: { $before } → { $after }
audit-text = текст { $of }: { $before } → { $after }
audit-reply = готова відповідь { $of }: { $before } → { $after }
audit-api-let-in = зроблено токен API: { $of } ({ $after })
audit-api-shut-out = токен { $of } більше не діє
audit-webhook = вебхук { $of }: { $before } → { $after }
audit-webhook-removed = вебхук { $of } видалено
audit-blocked = { $of }: заблоковано
audit-unblocked = { $of }: розблоковано
audit-answer-sent = { $of }: притриману відповідь надіслано
audit-answer-dropped = { $of }: притриману відповідь не надіслано
audit-retention = скільки зберігаються слова: { $before } → { $after }
audit-held = { $of }: слова утримуються
audit-let-go = { $of }: утримання слів знято
audit-watched = за { $of } почали спостерігати
audit-unwatched = за { $of } більше не спостерігають
audit-asked = { $of }: прохання видалити дані
audit-proposed = { $of }: запропоновано видалити дані
audit-granted = { $of }: видалення даних погоджено
audit-refused = { $of }: видалення даних відхилено
audit-erased = { $of }: усе видалено
audit-export = вивантажено: { $of } ({ $after })
audit-signed-in = { $of }: вхід на сторінку
audit-signed-out = { $of }: вихід зі сторінки
