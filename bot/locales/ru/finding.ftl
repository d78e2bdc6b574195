### Как команда находит сказанное снова. По-русски.

## Поиск

search-how =
    Напишите после команды, что было сказано: /search возврат карта. Слова могут стоять в любом порядке и форме; "фраза в кавычках" ищется как есть, а возвр* находит всё, что так начинается.

    Чтобы искать только в части, допишите что-нибудь из этого:
    от:2026-11-01 до:2026-11-30 – в какие дни это было сказано
    оператор:@olga – чьи обращения, по @имени или id
    тема:billing – по ключу или названию, в кавычках, если в нём есть пробелы
    клиент:@ann – по @имени или id
search-twice = { $name }: стоит дважды. Напишите его один раз.
search-empty = После { $name }: ничего нет. Напишите значение сразу после двоеточия или уберите его.
search-no-day = «{ $value }» – это не дата. Пишите даты так: 2026-11-30 или 30.11.2026.
search-days-turned = Последний день раньше первого. Поменяйте от: и до: местами.
search-no-operator = Среди операторов нет и не было «{ $value }». Напишите @имя или id, как в /staff.
search-no-topic = Темы «{ $value }» нет. Есть такие: { $topics }.
search-no-customer = Клиента «{ $value }» служба не знает. Напишите @имя или id, как на его карточке.
search-too-long = Это слишком длинный запрос: не больше { $most } символов.
search-over = Я уже не помню, что вы искали. Повторите поиск, пожалуйста.
search-nothing = Никто не писал «{ $words }».
search-nothing-there = Там никто не писал «{ $words }»: { $where }
search-found =
    <b>{ $words }</b>: { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
       *[other] { $count } сообщений
    }, сначала новые. Страница { $page } из { $pages }.

    { $list }
search-found-many =
    <b>{ $words }</b>: более { $count } сообщений, сначала новые. Страница { $page } из { $pages }.

    { $list }
search-hit =
    { $number }. <b>№{ $ticket }</b> { $customer }, { $time }
    { $said }
search-talk =
    <b>Обращение №{ $ticket }</b>, { $customer }, { $topic }

    { $list }
search-line = { $time } { $said }
search-line-found = ▶️ { $time } { $said }
search-said = { $who }: { $words }
search-said-deleted = { $who } (удалено): { $words }
search-file = 📎 { $words }
search-piece = { $before }<b>{ $word }</b>{ $after }
search-end = { $words }
button-transcript = Запись разговора

## Метки

tags-list =
    <b>{ $count ->
        [one] { $count } метку
        [few] { $count } метки
       *[other] { $count } меток
    }</b> можно ставить на обращения: кнопкой 🏷 на карточке каждого.
    Чтобы создать ещё одну: /tags и её слова. Кнопка ниже убирает метку из этого списка; на обращениях она остаётся.
tags-none = Меток пока нет. Создайте: /tags и её слова, например /tags возврат; тогда на карточке каждого обращения будет кнопка для них.
tag-wrong = Метка — это одна строка не длиннее { $most } символов: /tags возврат.
tag-known = Такая метка уже есть.
tags-full = Уже есть { $most } меток. Сначала уберите какую-нибудь из списка.
tag-unknown = Такой метки больше нет.
tags-of-ticket = Метки обращения №{ $ticket }, { $customer }. Нажмите, чтобы поставить или снять.
button-tags = 🏷 Метки
button-tag = { $tag }
button-tag-on = ✅ { $tag }
button-tag-gone = 🗑 { $tag }
button-tags-done = Готово
why-tagged = { $time } метка «{ $tag }»: { $operator }
why-untagged = { $time } снята метка «{ $tag }»: { $operator }

## Под карточками

card-marked =
    { $card }
    { $list }
card-tags = 🏷 { $tags }
card-source = 🔗 По ссылке { $source }
card-source-first = 🔗 Впервые по ссылке { $source }
card-note = 📌 { $author }, { $day }: { $words }
card-notes-more = 📌 … и ещё { $count }

## Заметки о клиентах

notes-of =
    <b>Заметки о клиенте { $customer }</b>, только для коллег. Они стоят на карточке каждого следующего обращения.
    { $list }
notes-none = О клиенте { $customer } пока нет заметок. Напишите для коллег, которые будут обслуживать его позже: здесь, в личном чате, кнопкой, или в чате обращения: /note клиент и слова.
notes-full = Об этом клиенте уже есть { $most } заметок. Сначала уберите какую-нибудь.
note-numbered = { $number }. { $author }, { $day }: { $words }
note-ask = Что коллегам стоит знать о клиенте { $customer }? Напишите здесь. Клиент этого не видит.
note-gone = Этой заметки уже нет.
note-on-customer = Ваша заметка о клиенте обращения №{ $ticket } сохранена. Её видят только сотрудники.
button-notes = 📌 О клиенте
button-note-write = ✏️ Написать
button-note-gone = 🗑 { $number }

## Ссылки

link-made =
    <b>{ $source }</b>
    { $link }

    Кто откроет её или наведёт камеру на картинку, о том будет видно, что он пришёл по ней: на карточках, в списках и в отчётах.
link-wrong = Название ссылки: от 1 до { $most } латинских букв, цифр, - и _, например /link spring-sale.
links-list =
    <b>Ссылки</b> и кто по ним пришёл. Чтобы создать ссылку или снова получить картинку: /link и название.
    { $list }
links-line = { $source }: { $customers ->
        [one] { $customers } клиент
        [few] { $customers } клиента
       *[other] { $customers } клиентов
    }, { $tickets ->
        [one] { $tickets } обращение
        [few] { $tickets } обращения
       *[other] { $tickets } обращений
    }
links-more = … и ещё { $count }: они есть на странице для сотрудников
links-none = Ссылок пока никто не создал. /link spring-sale создаёт ссылку: видно, кто по ней пришёл.
