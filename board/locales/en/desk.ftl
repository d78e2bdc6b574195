### Desk: topics, hours, settings, and what the doctor says. In English.

desk-doctor = Doctor
desk-doctor-words = Looks at settings, database, parts, groups, the bot and the user accounts, as “switchboard doctor” does. It takes some seconds, and asks Telegram.
desk-ask-doctor = Ask the doctor
desk-doctor-looks = The doctor looks …
desk-doctor-away = The doctor did not come to an end. Please try again later.
desk-findings =
    { $count ->
        [0] All is well, at { $at }.
        [one] { $count } thing is not well, at { $at }.
       *[other] { $count } things are not well, at { $at }.
    }
desk-well = well
desk-ill = not well

## Topics and their hours

desk-topics = Topics and hours
desk-topics-words = What is set here holds above the topics’ file, from the next second on, in every part of the desk. A topic that is switched off is offered no more; its open tickets go on.
desk-open = open now
desk-closed = closed
desk-opens = opens { $day } at { $clock } ({ $zone })
desk-today = today
desk-tomorrow = tomorrow
desk-always = always
desk-free = closed
desk-place-room = room
desk-place-desk = staff group
desk-place-thread = forum topic
day-0 = Mon
day-1 = Tue
day-2 = Wed
day-3 = Thu
day-4 = Fri
day-5 = Sat
day-6 = Sun
desk-off = switched off
desk-add-topic = Add a topic
desk-change-topic-of = Change { $topic }
desk-change-hours = Change the hours
desk-change-hours-of = Hours of { $topic }
desk-change-holidays = Change the holidays
desk-change-holidays-of = Holidays of { $topic }
desk-move-up = Move { $topic } up
desk-move-down = Move { $topic } down
desk-order-set = The order is set on the page.
desk-field-key = Key
desk-field-key-hint = Small Latin letters; it stays the same for ever
desk-field-title-en = Title in English
desk-field-title-uk = Title in Ukrainian
desk-field-title-ru = Title in Russian
desk-field-skill-hint = Only operators who have it get its tickets; empty for all
desk-field-contact = Ask for the contact before a ticket opens
desk-field-on = Offered to customers
desk-field-keep-days = Days that words are kept
desk-field-keep-days-hint = After a ticket’s end; 0: for ever. Empty: as for all
desk-field-first-answer = Minutes until the first answer
desk-field-resolution = Minutes until it is solved
desk-field-target-hint = In working time; empty: no target
desk-field-auto-first = Answer the first words of a ticket by itself
desk-field-auto-closed = Answer by itself outside working hours
desk-field-auto-hint = The words are among the texts, for all topics and for this one

## Hours and holidays

desk-whole = Hours of the whole desk
desk-whole-words = For every topic that has none of its own. Local time of { $zone }.
desk-hours-own = These
desk-hours-desk = As the whole desk
desk-hours-words = Spans as 09:00-13:00, 14:00-18:00; nothing for a free day. Local time of { $zone }.
desk-holidays-words = Days on which other hours hold, from midnight to midnight; nothing for closed. Local time of { $zone }.
desk-holidays-none = none
desk-holiday-add = Add a date
desk-holiday-date = Date
desk-holiday-hours = Hours on that day
desk-holiday-remove = Remove this date
desk-dates-more = and { $count } more

## Page, file, delivered

desk-from-page = set here
desk-from-file = from the file
desk-from-delivered = as delivered
desk-from-all = as for all topics
desk-back = Back to the file’s
desk-back-of = Back to the file’s: { $what }
desk-back-sure = What is set here goes away, and what the file says, or what is delivered, holds again.
desk-given-back = The file’s holds again.
desk-saved = Saved.
desk-save = Save
desk-files-own = the file’s
desk-entry-topic = Topic
desk-entry-order = Order of topics
desk-entry-hours = Hours
desk-entry-holidays = Holidays
desk-entry-tags = Tags
desk-entry-fields = Fields of customers
desk-entry-words = Words held back
desk-entry-text = Text
desk-useless = Set here, and left out: the file was changed
desk-head-why = Why
desk-changes = Changes
desk-changes-none = Nothing has been set here yet.
desk-more = Show more
desk-head-change = Change
desk-head-when = When
desk-head-before = Before
desk-head-after = After
desk-head-by = By

## Texts

desk-texts = Texts
desk-texts-words = What the bot says to customers, in your own words where you have some.
desk-texts-open = Read and change the texts
desk-texts-find = Find a text
desk-texts-own = Only own words
desk-texts-none = No text is like that.
desk-texts-first = The first words
desk-texts-topic = The topic, and the question
desk-texts-closed = While nobody is there
desk-texts-auto = Answered by itself
desk-texts-wait = The wait
desk-texts-talk = The talk
desk-texts-end = The end
desk-texts-stars = Stars
desk-texts-data = Own data
desk-change-text = Change
desk-change-text-of = Change { $key }
desk-text-words = What stands in braces is put in by the bot; it may be left out, nothing else can be put in. Marks are those of Telegram’s HTML.
desk-text-source = Words
desk-text-preview = As customers will read it
desk-text-send = Send it to me
desk-text-send-of = Send { $key } to me
desk-text-sent = It is in your chat with the bot, as customers get it.

## Settings

desk-settings = Settings
desk-settings-words = Those that the owner set, in the environment or in .env; secrets are not shown.
desk-settings-default = { $count } more, as delivered
desk-settings-more = Settings as delivered
desk-secret = set, hidden
desk-head-topic = Topic
desk-head-now = Now
desk-head-hours = Hours
desk-head-place = Talked about in
desk-head-skill = Skill
desk-head-priority = Priority
desk-head-setting = Setting
desk-head-value = Value
desk-head-meaning = Meaning
desk-head-state = State
desk-head-what = What
desk-head-says = What is seen
desk-tags = Tags
desk-tags-words = What staff may put on tickets, by a button on each ticket’s card and on its page.
desk-tags-none = There are no tags yet.
desk-tag-new = New tag, then Enter
desk-tag-made = “{ $tag }” is made.
desk-tag-drop = Take “{ $tag }” off the list
desk-tag-sure = Take “{ $tag }” off the list? Tickets that have it keep it.
desk-tag-yes = Take off
desk-tag-dropped = “{ $tag }” is off the list.
desk-links = Links
desk-links-words = A link to the bot with a name in it, as for a letter or a poster: whoever comes by it is known to have. Names are 1 to 64 letters, digits, - and _.
desk-links-none = Nobody made a link yet.
desk-link-new = Name of a new link, then Enter
desk-link-of = Link and picture of “{ $source }”
desk-link-show = Link and picture
desk-link-counts = { $customers ->
        [one] { $customers } customer
       *[other] { $customers } customers
    }, { $tickets ->
        [one] { $tickets } ticket
       *[other] { $tickets } tickets
    }
desk-link-tickets = Tickets
desk-link-copy = Copy
desk-link-copied = The link is copied.
desk-link-picture = Picture of the link for cameras (QR)
desk-link-no-bot = Telegram does not say the bot’s name just now. Please try again.
desk-link-close = Close

desk-words = Words that are held back
desk-words-words = What is on a list is found in any case and however it is spelt. A word that ends with * is the beginning of one. Nobody is asked about cards and wallets of your own.
desk-words-customers = Words of customers that do not pass
desk-word-new = New word, then Enter
desk-word-added = “{ $word }” is on the list.
desk-word-drop = Take “{ $word }” off the list
desk-word-sure = Take “{ $word }” off the list?
desk-word-yes = Take off
desk-word-dropped = “{ $word }” is off the list.
desk-words-staff = Words of the staff that are asked about
desk-words-own = Own cards and wallets
desk-words-pattern-card = Ask before a card number goes to a customer
desk-words-pattern-wallet = Ask before a wallet’s address goes to a customer
desk-tokens = Tokens of the API
desk-tokens-words = By these other programs ask the desk, and see what a supervisor sees (docs/api.md).
desk-tokens-none = There are no tokens yet.
desk-token-new = New token
desk-token-name = What it is called
desk-token-read = reads
desk-token-write = writes
desk-token-may-read = May read: talks, customers, staff, figures
desk-token-may-write = May open tickets and say words in them
desk-token-days = { $days } days
desk-token-for-ever = without end
desk-token-until = until { $time }
desk-token-expired = expired { $time }
desk-token-used = used { $time }
desk-token-unused = never used
desk-token-make = Make it
desk-token-secret = Copy the token now: it is shown this once, and nobody can look it up later.
desk-token-copied = The token is copied.
desk-token-revoke = Revoke { $name }
desk-token-sure = Revoke { $name }? Whatever asks by it is refused from now on.
desk-token-yes = Revoke
desk-token-revoked = { $name } works no more.
