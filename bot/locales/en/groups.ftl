### The staff's groups: taken into use, lost, found again. In English.

group-welcome = Hello! To serve customers from here I need to be an administrator who may delete messages, change the group's info and pin messages. Then a supervisor can say /desk here, or /overflow; in a group with topics /forum, and I must manage the topics too.
group-not-seen = The group could not be checked: the server through which the bot speaks with Telegram is too old. Nothing was changed; whoever runs the bot sees more with “switchboard doctor”.
group-supervisors-only = Only a supervisor can decide what this group is for.
group-who-asks = I cannot see who is asking, because you write as the group. Please turn off “Remain anonymous” for a moment and say it again.
group-lacks =
    I cannot serve customers here yet. Please:
    { $needs }
    Then say it again.
need-forum = • turn on Topics in the group's settings
need-admin = • make me an administrator
need-delete = • let me delete messages
need-rename = • let me change the group's info (I rename it for each ticket)
need-pin = • let me pin messages
need-topics = • let me manage topics
group-is-desk = ✅ This group is a desk now: one ticket at a time. “/desk off” takes it out again.
group-is-overflow = ✅ This group takes tickets now while all desks are busy. “/overflow off” takes it out again.
group-is-forum = ✅ Every customer gets a topic here now. “/forum off” takes the forum out again.
group-busy = A ticket is being served here. Please close it first.
group-taken-out = This group takes no tickets any more.
group-taken-out-later = This group takes no more tickets; the one that is here is served to its end.
group-not-in-use = This group takes no tickets as it is.
group-migrated = This group is a supergroup now. Everything goes on here; please answer to the new messages below.
group-migrated-left =
    This group is a supergroup now. Everything goes on here; please answer to the new messages below.
    I can no longer delete what was said before ({ $count ->
        [one] { $count } message
       *[other] { $count } messages
    }): please clear it by hand when the ticket is closed.
supervisor-group-lost =
    ⚠️ “{ $group }” takes no tickets for now: { $trouble }
    What was served there goes on elsewhere.
supervisor-group-back = ✅ “{ $group }” takes tickets again.
trouble-removed = I am not in the group. Please add me, make me an administrator, and it works again.
trouble-rights =
    I lack rights in the group. Please:
    { $needs }
trouble-taken-out = taken out by a supervisor
trouble-settings = not in the settings any more
trouble-unseen = Telegram has not shown it to me yet
groups-empty = There are no staff groups yet. Add me to a group, make me an administrator, and say /desk, /overflow or /forum there.
groups-list =
    <b>Staff groups: { $count }</b>
    { $list }
groups-line-desk = <b>{ $group }</b> (desk): { $state }
groups-line-overflow = <b>{ $group }</b> (overflow): { $state }
groups-line-forum = <b>{ $group }</b> (forum): { $state }
group-free = free
group-clearing = is being cleared
group-serves = serves #{ $ticket }, { $customer }
group-serves-many = { $count ->
        [one] serves { $count } ticket
       *[other] serves { $count } tickets
    }
button-group-out = ⏏️ Take out: { $group }
button-group-back = ↩️ Bring back: { $group }
