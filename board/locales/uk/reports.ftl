### Reports: figures of any days, what they mean, charts and files. In Ukrainian.

reports-presets = Дні
reports-today = Сьогодні
reports-yesterday = Учора
reports-week = 7 днів
reports-month = 30 днів
reports-first = З
reports-last = До
reports-show = Показати
reports-days = { $first } – { $last }
reports-before = раніше: { $value }
reports-operators = Оператори
reports-files = Файли
reports-files-words = CSV для таблиць: час місцевий, тривалість у секундах.
reports-file-days = За днями
reports-file-hours = За годинами
reports-file-topics = За темами
reports-file-operators = Оператори
reports-file-tickets = Звернення

## Figures, and what they mean (docs/statistics.md)

report-entered = надійшло
report-entered-means = Звернення, відкриті за ці дні.
report-answered = відповіли
report-answered-means = З них: оператор хоча б раз був із клієнтом.
report-reopened = відкрито знову
report-reopened-means = Скільки з них відкрили знову після завершення.
report-abandoned = без відповіді
report-abandonment = без відповіді
report-abandonment-means = З тих, що надійшли: клієнт пішов раніше, ніж хтось відповів.
report-level = вчасно
report-level-means = Відповіли за { $within }, з усіх, крім тих, що за цей час закінчилися без відповіді.
report-asa = середнє чекання (ASA)
report-asa-means = Середній час від постановки в чергу до зустрічі клієнта з оператором, за зверненнями з відповіддю.
report-frt = перша відповідь (FRT)
report-frt-means = Середній час від моменту, коли обоє могли говорити, до першого слова працівників.
report-aht = час роботи (AHT)
report-aht-means = Середній час від зустрічі оператора з клієнтом до кінця звернення.
report-rating = оцінка
report-rating-means = Середня оцінка цих звернень і скільки клієнтів її поставили.
report-solved = вирішено
report-solved-means = З клієнтів, яких запитали, чи все зрозуміло: частка «так» і скільки відповіли.

## Charts

chart-empty = За ці дні нічого немає.
chart-as-table = Таблицею
chart-head-hour = Година
chart-head-day = День
chart-head-operator = Оператор
chart-head-topic = Тема
chart-head-stars = Зірки
chart-arrivals = Надходження за годинами доби
chart-arrivals-means = Коли було відкрито звернення цих днів і скільки з кожної години лишилося без відповіді.
chart-queue = Черга за годинами доби
chart-queue-means = У кожну годину доби, за всі ці дні: найбільше звернень, що чекали водночас, скільки чекало в середньому, і скільки чекали відкриті в цю годину, доки з клієнтом не став оператор (ASA, лише ті, на які відповіли).
chart-queue-mean = чекало в середньому
chart-course = Черга, навантаження і зміна
chart-course-means = Скільки звернень щонайбільше чекало одночасно; звернення в роботі й оператори на зміні, у середньому.
chart-waiting = чекали, щонайбільше
chart-load = звернення в роботі
chart-on-shift = оператори на зміні
chart-waits = Відповіді вчасно й чекання
chart-waits-means = Середнє чекання і частка звернень, на які відповіли вчасно, за часом відкриття.
chart-asa = середнє чекання, хв
chart-level = вчасно, %
chart-operators-load = Навантаження операторів
chart-operators-load-means = Зайнятість: частка часу на зміні без перерв хоча б з одним клієнтом. За навантаженням: звернення одночасно з тих, що вміщаються.
chart-occupancy = зайнятість, %
chart-by-load = за навантаженням, %
chart-operators-aht = Час роботи операторів
chart-operators-aht-means = Середній час, коли оператор вів звернення разом із клієнтом, поруч із попередніми днями.
chart-aht = час роботи, хв
chart-aht-before = раніше, хв
chart-topics = Теми
chart-topics-means = Звернення, відкриті за ці дні, за темами.
chart-targets = Цілі за темами
chart-targets-means = Зі звернень тем, що мають цілі: частка тих, на які відповіли та які розв’язали вчасно.
chart-first-answer-target = перша відповідь вчасно, %
chart-resolution-target = розв’язано вчасно, %
chart-stars = Зірки
chart-stars-means = Скільки звернень цих днів отримало стільки зірок.
chart-tickets = звернення

## Operators

report-head-operator = Оператор
report-head-handled = Опрацьовано
report-head-aht = AHT
report-head-frt = FRT
report-head-rating = Оцінка
report-head-occupancy = Зайнятість
report-head-by-load = За навантаженням

## What if (docs/simulate.md)

what-if = Що якби
what-if-words = Програє ці дні ще раз: ті самі клієнти, інші оператори. Лише кімнати й теми: стійки працюють без розподілу.
what-if-too-many = Виберіть не більше ніж { $days } дн.
what-if-capacity = Звернень водночас
what-if-as-it-is = як є
what-if-without = Без
what-if-more = Ще операторів
what-if-start = З
what-if-end = До
what-if-try = Спробувати
what-if-no-hours = З котрої до котрої вони працюють?
what-if-plays = Дні програються ще раз…
what-if-too-long = Це тривало надто довго. Виберіть менше днів.
what-if-figure = Показник
what-if-was = Насправді
what-if-again = Ще раз
what-if-otherwise = Інакше
what-if-asa = середнє очікування
what-if-p90 = дев’ятеро з десяти чекали не довше
what-if-service-level = вчасно ({ $within })
what-if-abandonment = не дочекалися
what-if-fullness = завантаження операторів
what-if-even-load = рівномірність завантаження
what-if-means = «Ще раз» – ті самі дні, як вони були: відмінність від того, що було насправді, – це те, чого тут не знати. Порівнюйте з цим. ± – довірчий інтервал 95%.
chart-tags = Мітки
chart-tags-means = Скільки з відкритих звернень мають зараз кожну мітку. На зверненні їх може бути кілька.
chart-head-tag = Мітка
chart-sources = Звідки прийшли
chart-sources-means = Скільки з відкритих звернень прийшло за кожним посиланням.
chart-replies = Готові відповіді
chart-replies-means = Скільки разів за ці дні клієнтам надіслали кожну готову відповідь, найчастіші спочатку. Прибрані відтоді теж враховано.
chart-head-reply = Готова відповідь
chart-said = Надіслано разів
chart-head-source = Посилання
