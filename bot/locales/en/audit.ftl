### The audit log: who changed what. In English.

audit-none = Nothing was changed yet.
audit-list =
    <b>Audit log</b>: { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }, the newest first.

    { $list }
audit-line = { $time } <b>{ $actor }</b>: { $what }

## Who, and of what

audit-owner = the owner
audit-the-customer = the customer
audit-whole-desk = the whole desk
audit-of-customer = customer { $number }
audit-of-ticket = ticket #{ $number }
audit-of-log = the audit log
audit-of-file = { $of }, in the owner’s file
audit-files-own = the file’s

## What was changed

audit-added = { $of } is on staff, as { $after }
audit-removed = { $of } was taken off staff, was { $before }
audit-role = role of { $of }: { $before } → { $after }
audit-capacity = tickets at once of { $of }: { $before } → { $after }
audit-skills = skills of { $of }: { $before } → { $after }
audit-topic = topic { $of }: { $before } → { $after }
audit-order = order of topics: { $before } → { $after }
audit-hours = hours, { $of }: { $before } → { $after }
audit-holidays = holidays, { $of }: { $before } → { $after }
audit-tags = tags: { $before } → { $after }
audit-words = words held back, { $of }: { $before } → { $after }
audit-fields = fields of customers: { $before } → { $after }
audit-text = text { $of }: { $before } → { $after }
audit-reply = canned reply { $of }: { $before } → { $after }
audit-api-let-in = made a token for the API: { $of } ({ $after })
audit-api-shut-out = the token { $of } works no more
audit-webhook = webhook { $of }: { $before } → { $after }
audit-webhook-removed = webhook { $of } was removed
audit-blocked = { $of } was blocked
audit-unblocked = { $of } was unblocked
audit-answer-sent = { $of }: an answer that was held back was sent
audit-answer-dropped = { $of }: an answer that was held back was not sent
audit-retention = how long words are kept: { $before } → { $after }
audit-held = { $of }: its words stay
audit-let-go = { $of }: its words no longer have to stay
audit-watched = { $of } is being watched
audit-unwatched = { $of } is watched no more
audit-asked = { $of }: erasure asked for
audit-proposed = { $of }: erasure proposed
audit-granted = { $of }: erasure granted
audit-refused = { $of }: erasure refused
audit-erased = { $of }: all is erased
audit-export = exported: { $of } ({ $after })
audit-signed-in = { $of } signed in to the page
audit-signed-out = { $of } is signed out of the page
