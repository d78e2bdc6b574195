### How staff finds what was said again. In English.

## Search

search-how =
    Write what was said behind it: /search refund card. Words may stand in any order and form; a "phrase in quotes" must stand as it is, and refun* finds what begins so.

    To look in a part only, write one or several of these beside the words:
    from:2026-11-01 to:2026-11-30 – the days on which it was said
    operator:@olga – whose tickets, by @name or id
    topic:billing – by key or title, in quotes if it has spaces
    customer:@ann – by @name or id
search-twice = { $name }: stands there twice. Write it once.
search-empty = Nothing stands behind { $name }: – write what you mean right after the colon, or leave it out.
search-no-day = “{ $value }” is no day. Write days as 2026-11-30 or 30.11.2026.
search-days-turned = The last day comes before the first one. Write from: and to: the other way round.
search-no-operator = Nobody called “{ $value }” is or was on the staff. Write their @name or id, as /staff shows it.
search-no-topic = There is no topic “{ $value }”. These are there: { $topics }.
search-no-customer = The desk knows no customer “{ $value }”. Write their @name or id, as on their card.
search-too-long = That is too much to look for: { $most } characters at most.
search-over = I no longer know what you were looking for. Please search again.
search-nothing = Nobody said “{ $words }”.
search-nothing-there = Nobody said “{ $words }” there: { $where }
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

## Tags

tags-list =
    <b>{ $count ->
        [one] { $count } tag
       *[other] { $count } tags
    }</b> can be put on tickets, with the button 🏷 on each ticket’s card.
    To make another one: /tags and its words. A button below takes one off this list; tickets that have it keep it.
tags-none = There are no tags yet. Make one with /tags and its words, as /tags refund; then each ticket’s card has a button for them.
tag-wrong = A tag is one line of at most { $most } characters: /tags refund.
tag-known = There is such a tag already.
tags-full = There are { $most } tags already. Take one off the list first.
tag-unknown = There is no such tag any more.
tags-of-ticket = Tags of ticket #{ $ticket }, { $customer }. Press to put one there or to take it away.
button-tags = 🏷 Tags
button-tag = { $tag }
button-tag-on = ✅ { $tag }
button-tag-gone = 🗑 { $tag }
button-tags-done = Done
why-tagged = { $time } { $operator } put the tag “{ $tag }” there
why-untagged = { $time } { $operator } took the tag “{ $tag }” away

## Below cards

card-marked =
    { $card }
    { $list }
card-tags = 🏷 { $tags }
card-source = 🔗 Came by link { $source }
card-source-first = 🔗 First came by link { $source }
card-note = 📌 { $author }, { $day }: { $words }
card-notes-more = 📌 … and { $count } more

## Notes on customers

notes-of =
    <b>Notes on { $customer }</b>, for colleagues alone. They stand on the card of each later ticket.
    { $list }
notes-none = There are no notes on { $customer } yet. Write one for colleagues who serve them later: here in private by the button, or in the ticket’s chat by /note customer and the words.
notes-full = There are { $most } notes on this customer already. Remove one first.
note-numbered = { $number }. { $author }, { $day }: { $words }
note-ask = What should colleagues know of { $customer }? Write it here. The customer does not see it.
note-gone = This note is gone already.
note-on-customer = Your note on the customer of ticket #{ $ticket } is kept. Only staff can read it.
button-notes = 📌 Notes on customer
button-note-write = ✏️ Write one
button-note-gone = 🗑 { $number }

## Links

link-made =
    <b>{ $source }</b>
    { $link }

    Whoever opens it, or points a camera at the picture, is known to have come by it: on cards, in lists and in reports.
link-wrong = A link’s name is 1 to { $most } letters of A to Z, digits, - and _, as /link spring-sale.
links-list =
    <b>Links</b>, and who came by them. To make one, or to have its picture again: /link and its name.
    { $list }
links-line = { $source }: { $customers ->
        [one] { $customers } customer
       *[other] { $customers } customers
    }, { $tickets ->
        [one] { $tickets } ticket
       *[other] { $tickets } tickets
    }
links-more = … and { $count } more: they are on the page for staff
links-none = Nobody made a link yet. /link spring-sale makes one: whoever comes by it is known to have.
