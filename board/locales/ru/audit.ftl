### Журнал изменений: кто что изменил. По-русски.

audit-filters = Фильтры
audit-by-kind = Что
audit-by-who = Кто
audit-by-from = С
audit-by-to = По
audit-all = Показать всё
audit-none = Пока ничего не меняли.
audit-none-so = Таких изменений не было.
audit-more = Более ранние
audit-count =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[other] { $count } записей
    }
audit-head-when = Когда
audit-head-by = Кто
audit-head-what = Что
audit-head-about = О ком или о чём
audit-head-before = Было
audit-head-after = Стало

## Что говорит запись

audit-owner = владелец
audit-the-customer = сам клиент
audit-customer = клиент { $id }
audit-whole-desk = вся служба
audit-file = { $of }, в файле владельца
audit-kind-staff = Сотрудники
audit-kind-role = Роль
audit-kind-capacity = Обращений одновременно
audit-kind-skills = Навыки
audit-kind-topic = Тема
audit-kind-order = Порядок тем
audit-kind-hours = Часы работы
audit-kind-holidays = Праздники
audit-kind-tags = Метки
audit-kind-fields = Поля клиентов
audit-kind-words = Придерживаемые слова
audit-kind-text = Текст
audit-kind-reply = Готовый ответ
audit-kind-api = Токен API
audit-kind-webhook = Вебхук
audit-kind-answer = Придержанный ответ
audit-kind-block = Блокировка
audit-kind-retention = Срок хранения слов
audit-kind-hold = Удержание
audit-kind-watch = Наблюдение
audit-kind-erasure = Удаление данных
audit-kind-export = Выгрузка
audit-kind-session = Вход
audit-step-blocked = заблокирован
audit-step-asked = есть просьба
audit-step-proposed = предложено
audit-step-granted = одобрено
audit-step-refused = отклонено
audit-step-erased = удалено
audit-step-sent = отправлено
audit-step-dropped = не отправлено
audit-step-held = удержано
audit-step-watched = наблюдают
audit-way-link = по ссылке
audit-way-mini-app = в Telegram
