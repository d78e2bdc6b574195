### Журнал змін: хто що змінив. Українською.

audit-filters = Фільтри
audit-by-kind = Що
audit-by-who = Хто
audit-by-from = Від
audit-by-to = До
audit-all = Показати все
audit-none = Ще нічого не змінювали.
audit-none-so = Таких змін не було.
audit-more = Раніші
audit-count =
    { $count ->
        [one] { $count } запис
        [few] { $count } записи
       *[other] { $count } записів
    }
audit-head-when = Коли
audit-head-by = Хто
audit-head-what = Що
audit-head-about = Про кого або що
audit-head-before = Було
audit-head-after = Стало

## Що каже запис

audit-owner = власник
audit-the-customer = сам клієнт
audit-customer = клієнт { $id }
audit-whole-desk = уся служба
audit-file = { $of }, у файлі власника
audit-kind-staff = Працівники
audit-kind-role = Роль
audit-kind-capacity = Звернень одночасно
audit-kind-skills = Навички
audit-kind-topic = Тема
audit-kind-order = Порядок тем
audit-kind-hours = Години роботи
audit-kind-holidays = Свята
audit-kind-tags = Мітки
audit-kind-fields = Поля клієнтів
audit-kind-words = Притримувані слова
audit-kind-text = Текст
audit-kind-reply = Готова відповідь
audit-kind-api = Токен API
audit-kind-webhook = Вебхук
audit-kind-answer = Притримана відповідь
audit-kind-block = Блокування
audit-kind-retention = Строк зберігання слів
audit-kind-hold = Утримання
audit-kind-watch = Спостереження
audit-kind-erasure = Видалення даних
audit-kind-export = Вивантаження
audit-kind-session = Вхід
audit-step-blocked = заблоковано
audit-step-asked = є прохання
audit-step-proposed = запропоновано
audit-step-granted = погоджено
audit-step-refused = відхилено
audit-step-erased = видалено
audit-step-sent = надіслано
audit-step-dropped = не надіслано
audit-step-held = утримано
audit-step-watched = спостерігають
audit-way-link = за посиланням
audit-way-mini-app = у Telegram
