### Canned replies on the page Desk. In English.

replies = Canned replies
replies-words = Words that staff says again and again, by !shortcut or by the button under the card.
replies-none = There are none yet. Staff keeps some by /save as a Reply to the words, and so can you here.
replies-names = { $customer } and { $operator } stand for the names.
replies-add = Add a canned reply
replies-change-of = Change { $shortcut }
replies-remove-of = Remove { $shortcut }
replies-remove-sure = { $shortcut } goes for good. What was said with it stays.
replies-remove = Remove
replies-removed = Removed.
replies-all-topics = all topics
replies-said =
    { $count ->
        [0] never
        [one] { $count } time
       *[other] { $count } times
    }
replies-head-shortcut = Shortcut
replies-head-words = Words
replies-head-topic = Topic
replies-head-language = Language
replies-head-said = Said
replies-head-change = Change
