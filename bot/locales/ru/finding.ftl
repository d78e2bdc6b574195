### Как команда находит сказанное снова. По-русски.

## Поиск

search-how = Напишите после команды, что было сказано: /search возврат карта. Слова могут стоять в любом порядке и форме; "фраза в кавычках" ищется как есть, а возвр* находит всё, что так начинается.
search-too-long = Это слишком длинный запрос: не больше { $most } символов.
search-over = Я уже не помню, что вы искали. Повторите поиск, пожалуйста.
search-nothing = Никто не писал «{ $words }».
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
