"""Keys of what is said about webhooks; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class WebhookKey(Key):
    """What stands in the way of a webhook."""

    ADDRESS_WRONG = "webhook-address-wrong"
    ADDRESS_NOT_HTTPS = "webhook-address-not-https"
    ADDRESS_PRIVATE = "webhook-address-private"
    EVENT_UNKNOWN = "webhook-event-unknown"  # {event} {known}
    NO_EVENTS = "webhook-no-events"
    TOPIC_UNKNOWN = "webhook-topic-unknown"  # {topic}
    FULL = "webhook-full"  # {most}
    GONE = "webhook-gone"
