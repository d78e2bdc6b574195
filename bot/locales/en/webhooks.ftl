### Webhooks: addresses to which events are posted. In English.

supervisor-webhook-off =
    ⚠️ Events are not posted to { $address } any more: { $reason }. The webhook was switched off; please look at the receiver, and switch it on again.
webhook-address-wrong = That is no address of the kind https://example.com/hook, or there is a name, a password or a # in it.
webhook-address-not-https = The address must begin with https://.
webhook-address-private = That address is of this machine or of a private network. WEBHOOKS_PRIVATE_ADDRESSES allows such ones.
webhook-event-unknown = There is no event “{ $event }”. There are: { $known }.
webhook-no-events = Choose at least one event.
webhook-topic-unknown = There is no topic “{ $topic }”.
webhook-full = There are { $most } webhooks already; more cannot be kept.
webhook-gone = There is no such webhook any more.
