### Desk: topics, hours, settings, and what the doctor says. In Ukrainian.

desk-doctor = Перевірка
desk-doctor-words = Дивиться налаштування, базу даних, частини служби, групи, бота й акаунти, як «switchboard doctor». Це триває кілька секунд і питає Telegram.
desk-ask-doctor = Перевірити
desk-doctor-looks = Триває перевірка …
desk-doctor-away = Перевірка не закінчилася. Спробуйте пізніше.
desk-findings =
    { $count ->
        [0] Усе гаразд, { $at }.
        [one] Не гаразд: { $count } пункт, { $at }.
        [few] Не гаразд: { $count } пункти, { $at }.
       *[many] Не гаразд: { $count } пунктів, { $at }.
    }
desk-well = гаразд
desk-ill = не гаразд

## Topics and their hours

desk-topics = Теми й години
desk-topics-words = Задане тут діє понад файл тем, від наступної секунди, в усіх частинах служби. Вимкнену тему більше не пропонують; її відкриті звернення тривають.
desk-open = зараз відкрито
desk-closed = зачинено
desk-opens = відкриття: { $day }, { $clock } ({ $zone })
desk-today = сьогодні
desk-tomorrow = завтра
desk-always = завжди
desk-free = зачинено
desk-place-room = кімната
desk-place-desk = група працівників
desk-place-thread = тема форуму
day-0 = Пн
day-1 = Вт
day-2 = Ср
day-3 = Чт
day-4 = Пт
day-5 = Сб
day-6 = Нд
desk-off = вимкнено
desk-add-topic = Додати тему
desk-change-topic-of = Змінити: { $topic }
desk-change-hours = Змінити години
desk-change-hours-of = Години: { $topic }
desk-change-holidays = Змінити свята
desk-change-holidays-of = Свята: { $topic }
desk-move-up = Вище: { $topic }
desk-move-down = Нижче: { $topic }
desk-order-set = Порядок задано на сторінці.
desk-field-key = Ключ
desk-field-key-hint = Малі латинські літери; назавжди той самий
desk-field-title-en = Назва англійською
desk-field-title-uk = Назва українською
desk-field-title-ru = Назва російською
desk-field-skill-hint = Звернення отримують лише оператори з нею; порожньо — усі
desk-field-contact = Питати контакт, перш ніж відкрити звернення
desk-field-on = Пропонується клієнтам
desk-field-keep-days = Скільки днів зберігати сказане
desk-field-keep-days-hint = Після завершення звернення; 0 — завжди; порожньо — як для всіх
desk-field-first-answer = Хвилин до першої відповіді
desk-field-resolution = Хвилин до розв’язання
desk-field-target-hint = У робочий час; порожньо: без цілі
desk-field-auto-first = Автоматично відповідати на перші слова звернення
desk-field-auto-closed = Автоматично відповідати в неробочий час
desk-field-auto-hint = Слова — серед текстів: для всіх тем і для цієї

## Hours and holidays

desk-whole = Години всієї служби
desk-whole-words = Для кожної теми без власних. Місцевий час: { $zone }.
desk-hours-own = Такі
desk-hours-desk = Як уся служба
desk-hours-words = Проміжки як 09:00-13:00, 14:00-18:00; порожньо — вихідний. Місцевий час: { $zone }.
desk-holidays-words = Дні з іншими годинами, від півночі до півночі; порожньо — зачинено. Місцевий час: { $zone }.
desk-holidays-none = немає
desk-holiday-add = Додати дату
desk-holiday-date = Дата
desk-holiday-hours = Години того дня
desk-holiday-remove = Прибрати цю дату
desk-dates-more = і ще { $count }

## Page, file, delivered

desk-from-page = задано тут
desk-from-file = з файлу
desk-from-delivered = як постачається
desk-from-all = як для всіх тем
desk-back = Повернути з файлу
desk-back-of = Повернути з файлу: { $what }
desk-back-sure = Задане тут зникне, і знову діятиме те, що у файлі або як постачається.
desk-given-back = Знову діє те, що у файлі.
desk-saved = Збережено.
desk-save = Зберегти
desk-files-own = з файлу
desk-entry-topic = Тема
desk-entry-order = Порядок тем
desk-entry-hours = Години
desk-entry-holidays = Свята
desk-entry-tags = Мітки
desk-entry-fields = Поля клієнтів
desk-entry-words = Притримувані слова
desk-entry-text = Текст
desk-useless = Задане тут, але не діє: файл змінено
desk-head-why = Чому
desk-changes = Зміни
desk-changes-none = Тут ще нічого не задано.
desk-more = Показати ще
desk-head-change = Змінити
desk-head-when = Коли
desk-head-before = Було
desk-head-after = Стало
desk-head-by = Хто

## Texts

desk-texts = Тексти
desk-texts-words = Що бот каже клієнтам: вашими словами, де вони є.
desk-texts-open = Читати й змінювати тексти
desk-texts-find = Знайти текст
desk-texts-own = Лише власні слова
desk-texts-none = Такого тексту немає.
desk-texts-first = Перші слова
desk-texts-topic = Тема й запитання
desk-texts-closed = Поки нікого немає
desk-texts-auto = Автоматичні відповіді
desk-texts-wait = Очікування
desk-texts-talk = Розмова
desk-texts-end = Кінець
desk-texts-stars = Зірки
desk-texts-data = Власні дані
desk-change-text = Змінити
desk-change-text-of = Змінити { $key }
desk-text-words = Те, що в дужках, вставляє бот; його можна прибрати, іншого вставити не можна. Розмітка — HTML Telegram.
desk-text-source = Слова
desk-text-preview = Як прочитають клієнти
desk-text-send = Надіслати мені
desk-text-send-of = Надіслати мені { $key }
desk-text-sent = Текст у вашому чаті з ботом — такий, яким його отримують клієнти.

## Settings

desk-settings = Налаштування
desk-settings-words = Задані власником у середовищі або в .env; секрети не показуються.
desk-settings-default = Ще { $count }, як постачаються
desk-settings-more = Налаштування, як постачаються
desk-secret = задано, приховано
desk-head-topic = Тема
desk-head-now = Зараз
desk-head-hours = Години
desk-head-place = Де розмова
desk-head-skill = Навичка
desk-head-priority = Пріоритет
desk-head-setting = Налаштування
desk-head-value = Значення
desk-head-meaning = Зміст
desk-head-state = Стан
desk-head-what = Що
desk-head-says = Що видно
desk-tags = Мітки
desk-tags-words = Що співробітники можуть ставити на звернення: кнопкою на картці кожного звернення й на його сторінці.
desk-tags-none = Міток ще немає.
desk-tag-new = Нова мітка, потім Enter
desk-tag-made = Мітку «{ $tag }» створено.
desk-tag-drop = Прибрати «{ $tag }» зі списку
desk-tag-sure = Прибрати «{ $tag }» зі списку? На зверненнях вона залишиться.
desk-tag-yes = Прибрати
desk-tag-dropped = Мітку «{ $tag }» прибрано зі списку.
desk-links = Посилання
desk-links-words = Посилання на бота з назвою, наприклад для листа чи плаката: видно, хто за ним прийшов. Назва: від 1 до 64 латинських літер, цифр, - та _.
desk-links-none = Посилань ще ніхто не створив.
desk-link-new = Назва нового посилання, потім Enter
desk-link-of = Посилання й картинка «{ $source }»
desk-link-show = Посилання й картинка
desk-link-counts = { $customers ->
        [one] { $customers } клієнт
        [few] { $customers } клієнти
       *[other] { $customers } клієнтів
    }, { $tickets ->
        [one] { $tickets } звернення
        [few] { $tickets } звернення
       *[other] { $tickets } звернень
    }
desk-link-tickets = Звернення
desk-link-copy = Скопіювати
desk-link-copied = Посилання скопійовано.
desk-link-picture = Картинка посилання для камери (QR)
desk-link-no-bot = Telegram зараз не каже імені бота. Спробуйте ще раз.
desk-link-close = Закрити

desk-words = Слова, які притримуються
desk-words-words = Те, що є в списку, знаходиться в будь-якому написанні. Слово, що закінчується на *, — це початок слова. Про власні картки й гаманці не питають.
desk-words-customers = Слова клієнтів, які не проходять
desk-word-new = Нове слово, потім Enter
desk-word-added = «{ $word }» тепер у списку.
desk-word-drop = Прибрати «{ $word }» зі списку
desk-word-sure = Прибрати «{ $word }» зі списку?
desk-word-yes = Прибрати
desk-word-dropped = «{ $word }» більше немає в списку.
desk-words-staff = Слова персоналу, про які питають
desk-words-own = Власні картки й гаманці
desk-words-pattern-card = Питати, перш ніж надсилати клієнтові номер картки
desk-words-pattern-wallet = Питати, перш ніж надсилати клієнтові адресу гаманця
desk-tokens = Токени API
desk-tokens-words = За ними інші програми звертаються до системи й бачать те саме, що супервайзер (docs/api.md).
desk-tokens-none = Токенів ще немає.
desk-token-new = Новий токен
desk-token-name = Назва
desk-token-read = читання
desk-token-write = запис
desk-token-may-read = Може читати: розмови, клієнтів, співробітників, показники
desk-token-may-write = Може відкривати звернення й писати в них
desk-token-days = { $days } днів
desk-token-for-ever = безстроково
desk-token-until = до { $time }
desk-token-expired = прострочено { $time }
desk-token-used = востаннє { $time }
desk-token-unused = ще не використано
desk-token-make = Створити
desk-token-secret = Скопіюйте токен зараз: його показано лише раз, потім його ніхто не побачить.
desk-token-copied = Токен скопійовано.
desk-token-revoke = Скасувати { $name }
desk-token-sure = Скасувати { $name }? Усе, що за ним запитують, відтепер буде відхилено.
desk-token-yes = Скасувати токен
desk-token-revoked = { $name } більше не діє.
