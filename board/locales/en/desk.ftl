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
desk-topics-words = As they stand in the topics’ file; what is changed there holds from the next start on.
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
