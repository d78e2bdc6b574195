### Why something cannot be set on the page: topics, hours, texts. In Ukrainian.

## Topics and hours

changed-meanwhile = Хтось інший уже змінив це, тому ваше не збережено. Подивіться, що діє зараз, і змініть ще раз.
wrong-key = Ключ має складатися з 1–32 малих латинських літер, цифр, - та _, наприклад «billing».
key-taken = Тема «{ $key }» вже є.
wrong-title = Назва має містити від 1 до { $most } знаків.
wrong-skill = Навичка має складатися з 1–32 малих латинських літер, цифр, - та _.
wrong-priority = Пріоритет має бути цілим числом від -{ $most } до { $most }.
wrong-value = Це не можна використати: { $what }.
wrong-span = «{ $span }» — не проміжок часу. Пишіть 09:00-18:00, кілька — через кому.
spans-overlap = Проміжки одного дня перетинаються.
no-day = У цих годинах немає жодного дня, коли хтось є.
wrong-date = «{ $date }» — не дата.
no-topic = Хоча б одна тема має бути ввімкнена.
no-such-topic = Такої теми у файлі немає.

## Texts in an owner's own words

wording-empty = Нічого не лишилося сказати.
wording-broken = Рядок { $line } не вдається прочитати ({ $reason }). Кожну відкриту дужку треба закрити, а вибір закінчується на окремому рядку.
wording-value = У цьому тексті немає { $value }. Є: { $values }
wording-reference = Вставляти можна лише значення, а не інші тексти чи функції.
wording-markup = Telegram не покаже { $tag }. Він знає &lt;b&gt;, &lt;i&gt;, &lt;u&gt;, &lt;s&gt;, &lt;code&gt; та &lt;a href="https://…"&gt;, кожен із закриттям; сам знак &lt; пишеться &amp;lt;.
wording-long = Щонайбільше { $most } знаків.
wording-unknown = Тексту { $key }, який читають клієнти, немає, або він стоїть двічі.

## What customers are told

texts-moments = Що бот каже клієнтам — вашими словами, де вони є. Виберіть момент; кожен текст можна надіслати собі таким, яким його отримає клієнт.
texts-list =
    Сторінка { $page } з { $pages }. Кнопка з номером надішле вам цей текст так, як його отримає клієнт; імена й числа в ньому вигадані.

    { $list }
texts-line =
    <b>{ $number }.</b> <code>{ $name }</code>
    { $words }
text-on-button = На кнопці:
button-texts-first = Перші слова
button-texts-topic = Тема
button-texts-closed = Поки нікого немає
button-texts-auto = Автовідповіді
button-texts-wait = Очікування
button-texts-talk = Розмова
button-texts-end = Кінець
button-texts-stars = Зірки
button-texts-data = Власні дані
