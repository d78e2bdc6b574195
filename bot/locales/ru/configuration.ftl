### Why something cannot be set on the page: topics, hours, texts. In Russian.

## Topics and hours

changed-meanwhile = Кто-то другой уже изменил это, поэтому ваше не сохранено. Посмотрите, что действует сейчас, и измените ещё раз.
wrong-key = Ключ должен состоять из 1–32 строчных латинских букв, цифр, - и _, например «billing».
key-taken = Тема «{ $key }» уже есть.
wrong-title = Название должно содержать от 1 до { $most } знаков.
wrong-skill = Навык должен состоять из 1–32 строчных латинских букв, цифр, - и _.
wrong-priority = Приоритет должен быть целым числом от -{ $most } до { $most }.
wrong-value = Это нельзя использовать: { $what }.
wrong-span = «{ $span }» — не промежуток времени. Пишите 09:00-18:00, несколько — через запятую.
spans-overlap = Промежутки одного дня пересекаются.
no-day = В этих часах нет ни одного дня, когда кто-то есть.
wrong-date = «{ $date }» — не дата.
no-topic = Хотя бы одна тема должна быть включена.
no-such-topic = Такой темы в файле нет.

## Texts in an owner's own words

wording-empty = Сказать нечего.
wording-broken = Строку { $line } не удаётся прочитать ({ $reason }). Каждую открытую скобку нужно закрыть, а выбор заканчивается на отдельной строке.
wording-value = В этом тексте нет { $value }. Есть: { $values }
wording-reference = Вставлять можно только значения, а не другие тексты или функции.
wording-markup = Telegram не покажет { $tag }. Он знает &lt;b&gt;, &lt;i&gt;, &lt;u&gt;, &lt;s&gt;, &lt;code&gt; и &lt;a href="https://…"&gt;, каждый с закрытием; сам знак &lt; пишется &amp;lt;.
wording-long = Не более { $most } знаков.
wording-unknown = Текста { $key }, который читают клиенты, нет, или он стоит дважды.

## What customers are told

texts-moments = Что бот говорит клиентам — вашими словами, где они есть. Выберите момент; каждый текст можно отправить себе таким, каким его получит клиент.
texts-list =
    Страница { $page } из { $pages }. Кнопка с номером отправит вам этот текст так, как его получит клиент; имена и числа в нём выдуманы.

    { $list }
texts-line =
    <b>{ $number }.</b> <code>{ $name }</code>
    { $words }
text-on-button = На кнопке:
button-texts-first = Первые слова
button-texts-topic = Тема
button-texts-closed = Пока никого нет
button-texts-auto = Автоответы
button-texts-wait = Ожидание
button-texts-talk = Разговор
button-texts-end = Конец
button-texts-stars = Звёзды
button-texts-data = Свои данные
