### Reports: figures of any days, what they mean, charts and files. In Russian.

reports-presets = Дни
reports-today = Сегодня
reports-yesterday = Вчера
reports-week = 7 дней
reports-month = 30 дней
reports-first = С
reports-last = По
reports-show = Показать
reports-days = { $first } – { $last }
reports-before = до этого: { $value }
reports-operators = Операторы
reports-files = Файлы
reports-files-words = CSV для таблиц: время местное, длительность в секундах.
reports-file-days = По дням
reports-file-hours = По часам
reports-file-topics = По темам
reports-file-operators = Операторы
reports-file-tickets = Обращения

## Figures, and what they mean (docs/statistics.md)

report-entered = поступило
report-entered-means = Обращения, открытые за эти дни.
report-answered = отвечено
report-answered-means = Из них: оператор хотя бы раз был с клиентом.
report-reopened = открыто снова
report-reopened-means = Сколько из них открыли снова после завершения.
report-abandoned = без ответа
report-abandonment = без ответа
report-abandonment-means = Из поступивших: клиент ушёл раньше, чем кто-то ответил.
report-level = вовремя
report-level-means = Отвечено за { $within }, из всех, кроме тех, что за это время кончились без ответа.
report-asa = среднее ожидание (ASA)
report-asa-means = Среднее время от постановки в очередь до встречи клиента с оператором, по отвеченным обращениям.
report-frt = первый ответ (FRT)
report-frt-means = Среднее время с момента, когда оба могли говорить, до первого слова сотрудников.
report-aht = время работы (AHT)
report-aht-means = Среднее время от встречи оператора с клиентом до конца обращения.
report-rating = оценка
report-rating-means = Средняя оценка этих обращений и сколько клиентов её поставили.
report-solved = решено
report-solved-means = Из клиентов, которых спросили, всё ли ясно: доля «да» и сколько ответили.

## Charts

chart-empty = За эти дни ничего нет.
chart-as-table = Таблицей
chart-head-hour = Час
chart-head-day = День
chart-head-operator = Оператор
chart-head-topic = Тема
chart-head-stars = Звёзды
chart-arrivals = Поступление по часам суток
chart-arrivals-means = Когда были открыты обращения этих дней и сколько из каждого часа осталось без ответа.
chart-queue = Очередь по часам суток
chart-queue-means = В каждый час суток, за все эти дни: больше всего обращений, ждавших одновременно, сколько ждало в среднем и сколько ждали открытые в этот час, пока с клиентом не оказался оператор (ASA, по отвеченным обращениям).
chart-queue-mean = ждало в среднем
chart-course = Очередь, нагрузка и смена
chart-course-means = Сколько обращений самое большее ждало одновременно; обращения в работе и операторы на смене, в среднем.
chart-waiting = ждали, самое большее
chart-load = обращения в работе
chart-on-shift = операторы на смене
chart-waits = Ответы вовремя и ожидание
chart-waits-means = Среднее ожидание и доля обращений, на которые ответили вовремя, по времени открытия.
chart-asa = среднее ожидание, мин
chart-level = вовремя, %
chart-operators-load = Нагрузка операторов
chart-operators-load-means = Занятость: доля времени на смене без перерывов хотя бы с одним клиентом. По нагрузке: обращения одновременно из тех, что помещаются.
chart-occupancy = занятость, %
chart-by-load = по нагрузке, %
chart-operators-aht = Время работы операторов
chart-operators-aht-means = Среднее время, когда оператор вёл обращение вместе с клиентом, рядом с предыдущими днями.
chart-aht = время работы, мин
chart-aht-before = до этого, мин
chart-topics = Темы
chart-topics-means = Обращения, открытые за эти дни, по темам.
chart-targets = Цели по темам
chart-targets-means = Из обращений тем, у которых есть цели: доля тех, на которые ответили и которые решили вовремя.
chart-first-answer-target = первый ответ вовремя, %
chart-resolution-target = решено вовремя, %
chart-stars = Звёзды
chart-stars-means = Сколько обращений этих дней получило столько звёзд.
chart-tickets = обращения

## Operators

report-head-operator = Оператор
report-head-handled = Обработано
report-head-aht = AHT
report-head-frt = FRT
report-head-rating = Оценка
report-head-occupancy = Занятость
report-head-by-load = По нагрузке

## What if (docs/simulate.md)

what-if = Что если
what-if-words = Проигрывает эти дни ещё раз: те же клиенты, другие операторы. Только комнаты и темы: стойки работают без распределения.
what-if-too-many = Выберите не больше { $days } дн.
what-if-capacity = Обращений сразу
what-if-as-it-is = как есть
what-if-without = Без
what-if-more = Ещё операторов
what-if-start = С
what-if-end = До
what-if-try = Попробовать
what-if-no-hours = С какого по какое время они работают?
what-if-plays = Дни проигрываются ещё раз…
what-if-too-long = Это длилось слишком долго. Выберите меньше дней.
what-if-figure = Показатель
what-if-was = На самом деле
what-if-again = Ещё раз
what-if-otherwise = Иначе
what-if-asa = среднее ожидание
what-if-p90 = девять из десяти ждали не дольше
what-if-service-level = вовремя ({ $within })
what-if-abandonment = не дождались
what-if-fullness = загрузка операторов
what-if-even-load = равномерность загрузки
what-if-means = «Ещё раз» – те же дни, как они были: отличие от того, что было на самом деле, – это то, чего здесь не знать. Сравнивайте с этим. ± – доверительный интервал 95%.
chart-tags = Метки
chart-tags-means = Сколько из открытых обращений имеют сейчас каждую метку. На обращении их может быть несколько.
chart-head-tag = Метка
chart-sources = Откуда пришли
chart-sources-means = Сколько из открытых обращений пришло по каждой ссылке.
chart-replies = Готовые ответы
chart-replies-means = Сколько раз за эти дни клиентам отправили каждый готовый ответ, самые частые сначала. Убранные с тех пор тоже учтены.
chart-head-reply = Готовый ответ
chart-said = Отправлено раз
chart-head-source = Ссылка
