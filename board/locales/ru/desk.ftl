### Desk: topics, hours, settings, and what the doctor says. In Russian.

desk-doctor = Проверка
desk-doctor-words = Смотрит настройки, базу данных, части службы, группы, бота и аккаунты, как «switchboard doctor». Это занимает несколько секунд и спрашивает Telegram.
desk-ask-doctor = Проверить
desk-doctor-looks = Идёт проверка …
desk-doctor-away = Проверка не закончилась. Попробуйте позже.
desk-findings =
    { $count ->
        [0] Всё в порядке, { $at }.
        [one] Не в порядке: { $count } пункт, { $at }.
        [few] Не в порядке: { $count } пункта, { $at }.
       *[many] Не в порядке: { $count } пунктов, { $at }.
    }
desk-well = в порядке
desk-ill = не в порядке

## Topics and their hours

desk-topics = Темы и часы
desk-topics-words = Заданное здесь действует поверх файла тем, со следующей секунды, во всех частях службы. Выключенную тему больше не предлагают; её открытые обращения продолжаются.
desk-open = сейчас открыто
desk-closed = закрыто
desk-opens = откроется: { $day }, { $clock } ({ $zone })
desk-today = сегодня
desk-tomorrow = завтра
desk-always = всегда
desk-free = закрыто
desk-place-room = комната
desk-place-desk = группа сотрудников
desk-place-thread = тема форума
day-0 = Пн
day-1 = Вт
day-2 = Ср
day-3 = Чт
day-4 = Пт
day-5 = Сб
day-6 = Вс
desk-off = выключена
desk-add-topic = Добавить тему
desk-change-topic-of = Изменить: { $topic }
desk-change-hours = Изменить часы
desk-change-hours-of = Часы: { $topic }
desk-change-holidays = Изменить праздники
desk-change-holidays-of = Праздники: { $topic }
desk-move-up = Выше: { $topic }
desk-move-down = Ниже: { $topic }
desk-order-set = Порядок задан на странице.
desk-field-key = Ключ
desk-field-key-hint = Строчные латинские буквы; навсегда тот же
desk-field-title-en = Название на английском
desk-field-title-uk = Название на украинском
desk-field-title-ru = Название на русском
desk-field-skill-hint = Обращения получают только операторы с ним; пусто — все
desk-field-contact = Спрашивать контакт, прежде чем открыть обращение
desk-field-on = Предлагается клиентам
desk-field-keep-days = Сколько дней хранить сказанное
desk-field-keep-days-hint = После завершения обращения; 0 — всегда; пусто — как для всех
desk-field-first-answer = Минут до первого ответа
desk-field-resolution = Минут до решения
desk-field-target-hint = В рабочее время; пусто: без цели
desk-field-auto-first = Автоматически отвечать на первые слова обращения
desk-field-auto-closed = Автоматически отвечать в нерабочее время
desk-field-auto-hint = Слова — среди текстов: для всех тем и для этой

## Hours and holidays

desk-whole = Часы всей службы
desk-whole-words = Для каждой темы без своих. Местное время: { $zone }.
desk-hours-own = Такие
desk-hours-desk = Как вся служба
desk-hours-words = Промежутки как 09:00-13:00, 14:00-18:00; пусто — выходной. Местное время: { $zone }.
desk-holidays-words = Дни с другими часами, от полуночи до полуночи; пусто — закрыто. Местное время: { $zone }.
desk-holidays-none = нет
desk-holiday-add = Добавить дату
desk-holiday-date = Дата
desk-holiday-hours = Часы в этот день
desk-holiday-remove = Убрать эту дату
desk-dates-more = и ещё { $count }

## Page, file, delivered

desk-from-page = задано здесь
desk-from-file = из файла
desk-from-delivered = как поставляется
desk-from-all = как для всех тем
desk-back = Вернуть из файла
desk-back-of = Вернуть из файла: { $what }
desk-back-sure = Заданное здесь исчезнет, и снова будет действовать то, что в файле или как поставляется.
desk-given-back = Снова действует то, что в файле.
desk-saved = Сохранено.
desk-save = Сохранить
desk-files-own = из файла
desk-entry-topic = Тема
desk-entry-order = Порядок тем
desk-entry-hours = Часы
desk-entry-holidays = Праздники
desk-entry-tags = Метки
desk-entry-fields = Поля клиентов
desk-entry-words = Придерживаемые слова
desk-entry-text = Текст
desk-useless = Задано здесь, но не действует: файл изменён
desk-head-why = Почему
desk-changes = Изменения
desk-changes-none = Здесь ещё ничего не задано.
desk-more = Показать ещё
desk-head-change = Изменить
desk-head-when = Когда
desk-head-before = Было
desk-head-after = Стало
desk-head-by = Кто

## Texts

desk-texts = Тексты
desk-texts-words = Что бот говорит клиентам: вашими словами, где они есть.
desk-texts-open = Читать и менять тексты
desk-texts-find = Найти текст
desk-texts-own = Только свои слова
desk-texts-none = Такого текста нет.
desk-texts-first = Первые слова
desk-texts-topic = Тема и вопрос
desk-texts-closed = Пока никого нет
desk-texts-auto = Автоматические ответы
desk-texts-wait = Ожидание
desk-texts-talk = Разговор
desk-texts-end = Конец
desk-texts-stars = Звёзды
desk-texts-data = Свои данные
desk-change-text = Изменить
desk-change-text-of = Изменить { $key }
desk-text-words = То, что в скобках, вставляет бот; его можно убрать, другого вставить нельзя. Разметка — HTML Telegram.
desk-text-source = Слова
desk-text-preview = Как прочтут клиенты
desk-text-send = Отправить мне
desk-text-send-of = Отправить мне { $key }
desk-text-sent = Текст в вашем чате с ботом — такой, каким его получают клиенты.

## Settings

desk-settings = Настройки
desk-settings-words = Заданные владельцем в окружении или в .env; секреты не показываются.
desk-settings-default = Ещё { $count }, как поставляются
desk-settings-more = Настройки, как поставляются
desk-secret = задано, скрыто
desk-head-topic = Тема
desk-head-now = Сейчас
desk-head-hours = Часы
desk-head-place = Где разговор
desk-head-skill = Навык
desk-head-priority = Приоритет
desk-head-setting = Настройка
desk-head-value = Значение
desk-head-meaning = Смысл
desk-head-state = Состояние
desk-head-what = Что
desk-head-says = Что видно
desk-tags = Метки
desk-tags-words = Что сотрудники могут ставить на обращения: кнопкой на карточке каждого обращения и на его странице.
desk-tags-none = Меток пока нет.
desk-tag-new = Новая метка, затем Enter
desk-tag-made = Метка «{ $tag }» создана.
desk-tag-drop = Убрать «{ $tag }» из списка
desk-tag-sure = Убрать «{ $tag }» из списка? На обращениях она останется.
desk-tag-yes = Убрать
desk-tag-dropped = Метка «{ $tag }» убрана из списка.
desk-links = Ссылки
desk-links-words = Ссылка на бота с названием, например для письма или плаката: видно, кто по ней пришёл. Название: от 1 до 64 латинских букв, цифр, - и _.
desk-links-none = Ссылок пока никто не создал.
desk-link-new = Название новой ссылки, затем Enter
desk-link-of = Ссылка и картинка «{ $source }»
desk-link-show = Ссылка и картинка
desk-link-counts = { $customers ->
        [one] { $customers } клиент
        [few] { $customers } клиента
       *[other] { $customers } клиентов
    }, { $tickets ->
        [one] { $tickets } обращение
        [few] { $tickets } обращения
       *[other] { $tickets } обращений
    }
desk-link-tickets = Обращения
desk-link-copy = Скопировать
desk-link-copied = Ссылка скопирована.
desk-link-picture = Картинка ссылки для камеры (QR)
desk-link-no-bot = Telegram сейчас не говорит имени бота. Попробуйте ещё раз.
desk-link-close = Закрыть

desk-words = Слова, которые придерживаются
desk-words-words = То, что есть в списке, находится в любом написании. Слово, которое кончается на *, — это начало слова. О своих картах и кошельках не спрашивают.
desk-words-customers = Слова клиентов, которые не проходят
desk-word-new = Новое слово, затем Enter
desk-word-added = «{ $word }» теперь в списке.
desk-word-drop = Убрать «{ $word }» из списка
desk-word-sure = Убрать «{ $word }» из списка?
desk-word-yes = Убрать
desk-word-dropped = «{ $word }» больше нет в списке.
desk-words-staff = Слова сотрудников, о которых спрашивают
desk-words-own = Свои карты и кошельки
desk-words-pattern-card = Спрашивать, прежде чем отправить клиенту номер карты
desk-words-pattern-wallet = Спрашивать, прежде чем отправить клиенту адрес кошелька
desk-tokens = Токены API
desk-tokens-words = По ним другие программы обращаются к системе и видят то же, что супервизор (docs/api.md).
desk-tokens-none = Токенов пока нет.
desk-token-new = Новый токен
desk-token-name = Название
desk-token-read = чтение
desk-token-write = запись
desk-token-may-read = Может читать: разговоры, клиентов, сотрудников, показатели
desk-token-may-write = Может открывать обращения и писать в них
desk-token-days = { $days } дней
desk-token-for-ever = бессрочно
desk-token-until = до { $time }
desk-token-expired = просрочен { $time }
desk-token-used = последний раз { $time }
desk-token-unused = ещё не использован
desk-token-make = Создать
desk-token-secret = Скопируйте токен сейчас: он показан один раз, потом его никто не увидит.
desk-token-copied = Токен скопирован.
desk-token-revoke = Отозвать { $name }
desk-token-sure = Отозвать { $name }? Всё, что по нему спрашивают, с этого момента отклоняется.
desk-token-yes = Отозвать
desk-token-revoked = { $name } больше не действует.
