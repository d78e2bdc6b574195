### Журнал изменений: кто что изменил. По-русски.

audit-none = Пока ничего не меняли.
audit-list =
    <b>Журнал изменений</b>: { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[other] { $count } записей
    }, сначала новые.

    { $list }
audit-line = { $time } <b>{ $actor }</b>: { $what }

## Кто, и о чём речь

audit-owner = владелец
audit-the-customer = сам клиент
audit-whole-desk = вся служба
audit-of-customer = клиент { $number }
audit-of-ticket = обращение #{ $number }
audit-of-log = журнал изменений
audit-of-file = { $of }, в файле владельца
audit-files-own = как в файле

## Что изменено

audit-added = { $of } теперь среди сотрудников, роль: { $after }
audit-removed = { $of } больше не среди сотрудников, роль была: { $before }
audit-role = роль, { $of }: { $before } → { $after }
audit-capacity = обращений одновременно, { $of }: { $before } → { $after }
audit-skills = навыки, { $of }: { $before } → { $after }
audit-topic = тема { $of }: { $before } → { $after }
audit-order = порядок тем: { $before } → { $after }
audit-hours = часы работы, { $of }: { $before } → { $after }
audit-holidays = праздники, { $of }: { $before } → { $after }
audit-tags = метки: { $before } → { $after }
audit-words = придерживаемые слова, { $of }: { $before } → { $after }
audit-fields = поля клиентов: { $before } → { $after }
audit-text = текст { $of }: { $before } → { $after }
audit-reply = готовый ответ { $of }: { $before } → { $after }
audit-api-let-in = сделан токен API: { $of } ({ $after })
audit-api-shut-out = токен { $of } больше не действует
audit-webhook = вебхук { $of }: { $before } → { $after }
audit-webhook-removed = вебхук { $of } удалён
audit-blocked = { $of }: заблокирован
audit-unblocked = { $of }: разблокирован
audit-answer-sent = { $of }: придержанный ответ отправлен
audit-answer-dropped = { $of }: придержанный ответ не отправлен
audit-retention = сколько хранятся слова: { $before } → { $after }
audit-held = { $of }: слова удерживаются
audit-let-go = { $of }: удержание слов снято
audit-watched = за { $of } начали наблюдать
audit-unwatched = за { $of } больше не наблюдают
audit-asked = { $of }: просьба удалить данные
audit-proposed = { $of }: предложено удалить данные
audit-granted = { $of }: удаление данных одобрено
audit-refused = { $of }: удаление данных отклонено
audit-erased = { $of }: всё удалено
audit-export = выгружено: { $of } ({ $after })
audit-signed-in = { $of }: вход на страницу
audit-signed-out = { $of }: выход со страницы
