### How staff finds what was said again. In English.

## Search

search-how = Write what was said behind it: /search refund card. Words may stand in any order and form; a "phrase in quotes" must stand as it is, and refun* finds what begins so.
search-too-long = That is too much to look for: { $most } characters at most.
search-over = I no longer know what you were looking for. Please search again.
search-nothing = Nobody said “{ $words }”.
search-found =
    <b>{ $words }</b>: { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }, the newest first. Page { $page } of { $pages }.

    { $list }
search-found-many =
    <b>{ $words }</b>: more than { $count } messages, the newest first. Page { $page } of { $pages }.

    { $list }
search-hit =
    { $number }. <b>#{ $ticket }</b> { $customer }, { $time }
    { $said }
search-talk =
    <b>Ticket #{ $ticket }</b>, { $customer }, { $topic }

    { $list }
search-line = { $time } { $said }
search-line-found = ▶️ { $time } { $said }
search-said = { $who }: { $words }
search-said-deleted = { $who } (deleted): { $words }
search-file = 📎 { $words }
search-piece = { $before }<b>{ $word }</b>{ $after }
search-end = { $words }
button-transcript = Transcript
