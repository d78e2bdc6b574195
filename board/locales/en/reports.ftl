### Reports: figures of any days, what they mean, charts and files. In English.

reports-presets = Days
reports-today = Today
reports-yesterday = Yesterday
reports-week = 7 days
reports-month = 30 days
reports-first = From
reports-last = To
reports-show = Show
reports-days = { $first } to { $last }
reports-before = before: { $value }
reports-operators = Operators
reports-files = Files
reports-files-words = CSV for spreadsheets: times are local, lengths in seconds.
reports-file-days = By day
reports-file-hours = By hour
reports-file-topics = By topic
reports-file-operators = Operators
reports-file-tickets = Tickets

## Figures, and what they mean (docs/statistics.md)

report-entered = entered
report-entered-means = Tickets that were opened in these days.
report-answered = answered
report-answered-means = Of those: an operator was with the customer at least once.
report-reopened = reopened
report-reopened-means = Of these, the tickets that were opened again after their end.
report-abandoned = abandoned
report-abandonment = abandoned
report-abandonment-means = Of those that entered: ended by the customer before anybody answered.
report-level = in time
report-level-means = Answered within { $within }, of all but those that ended unanswered within that time.
report-asa = average wait (ASA)
report-asa-means = Mean time from entering the queue until an operator was with the customer, over answered tickets.
report-frt = first response (FRT)
report-frt-means = Mean time from when both could talk until staff’s first word.
report-aht = handle time (AHT)
report-aht-means = Mean time from when the operator was with the customer until the ticket’s end.
report-rating = rating
report-rating-means = Mean of the stars given for these tickets, and how many gave any.
report-solved = solved
report-solved-means = Of the customers who were asked whether all is clear: the share of yes, and how many answered.

## Charts

chart-empty = There is nothing in these days.
chart-as-table = As a table
chart-head-hour = Hour
chart-head-day = Day
chart-head-operator = Operator
chart-head-topic = Topic
chart-head-stars = Stars
chart-arrivals = Arrivals by hour of the day
chart-arrivals-means = When the tickets of these days were opened, and how many of each hour were abandoned.
chart-queue = Queue by hour of the day
chart-queue-means = In each hour of the day, over all of these days: the most tickets that waited at a time, how many waited on average, and how long those that were opened in it waited until an operator was with the customer (ASA, over answered tickets).
chart-queue-mean = waiting on average
chart-course = Queue, load and staff
chart-course-means = The most tickets that waited at a time; tickets held and operators on shift, both on average.
chart-waiting = waiting at most
chart-load = tickets held
chart-on-shift = operators on shift
chart-waits = Service level and waits
chart-waits-means = The average wait, and the share of tickets that were answered in time, by when they were opened.
chart-asa = average wait, min
chart-level = in time, %
chart-operators-load = Load by operator
chart-operators-load-means = Occupancy: the share of the time on shift, less breaks, with at least one customer. By load: tickets at a time, of those that fit.
chart-occupancy = occupancy, %
chart-by-load = by load, %
chart-operators-aht = Handle time by operator
chart-operators-aht-means = Mean time that an operator held tickets while the customer was there, beside the days before.
chart-aht = handle time, min
chart-aht-before = before, min
chart-topics = Topics
chart-topics-means = Tickets that were opened in these days, by topic.
chart-targets = Targets met, by topic
chart-targets-means = Of tickets of the topics that have targets: the share that was answered, and solved, in time.
chart-first-answer-target = first answer in time, %
chart-resolution-target = solved in time, %
chart-stars = Stars
chart-stars-means = How many tickets of these days got so many stars.
chart-tickets = tickets

## Operators

report-head-operator = Operator
report-head-handled = Handled
report-head-aht = AHT
report-head-frt = FRT
report-head-rating = Rating
report-head-occupancy = Occupancy
report-head-by-load = By load

## What if (docs/simulate.md)

what-if = What if
what-if-words = Plays these days again, with the same customers and other operators. Rooms and threads only: desks serve without routing.
what-if-too-many = Choose { $days } days at most.
what-if-capacity = Tickets at once
what-if-as-it-is = as it is
what-if-without = Without
what-if-more = More operators
what-if-start = From
what-if-end = Until
what-if-try = Try
what-if-no-hours = From when until when do they work?
what-if-plays = The days are played again…
what-if-too-long = That took too long. Choose fewer days.
what-if-figure = Figure
what-if-was = Really
what-if-again = Played again
what-if-otherwise = Otherwise
what-if-asa = average wait
what-if-p90 = nine in ten waited at most
what-if-service-level = in time ({ $within })
what-if-abandonment = abandoned
what-if-fullness = operators’ load
what-if-even-load = evenness of load
what-if-means = Played again are the days as they were: what differs from what really was is what this cannot know. Compare with that. ± is the 95% confidence interval.
chart-tags = Tags
chart-tags-means = How many of the tickets that were opened have each tag now. A ticket may have several.
chart-head-tag = Tag
chart-sources = Where they came from
chart-sources-means = How many of the tickets that were opened came by each link.
chart-replies = Canned replies
chart-replies-means = How often each canned reply was said to a customer in these days, the most frequent first. Those that were removed since count, too.
chart-head-reply = Canned reply
chart-said = Times said
chart-head-source = Link
