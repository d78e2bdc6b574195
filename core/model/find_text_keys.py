"""Keys of what staff reads where it looks for what was said, and of what it puts on tickets and
customers to find them again; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class FindKey(Key):
    """What finding takes."""

    # /search
    SEARCH_HOW = "search-how"
    SEARCH_TOO_LONG = "search-too-long"  # {most}
    SEARCH_OVER = "search-over"  # a button of a search whose words are not known any more
    SEARCH_TWICE = "search-twice"  # {name}: of a filter
    SEARCH_EMPTY = "search-empty"  # {name}: of a filter
    SEARCH_NO_DAY = "search-no-day"  # {value}
    SEARCH_DAYS_TURNED = "search-days-turned"
    SEARCH_NO_OPERATOR = "search-no-operator"  # {value}
    SEARCH_NO_TOPIC = "search-no-topic"  # {value} {topics}
    SEARCH_NO_CUSTOMER = "search-no-customer"  # {value}
    SEARCH_NOTHING = "search-nothing"  # {words}
    SEARCH_NOTHING_THERE = "search-nothing-there"  # {words} {where}: within these filters
    SEARCH_FOUND = "search-found"  # {words} {count} {page} {pages} {list}
    SEARCH_FOUND_MANY = (
        "search-found-many"  # {words} {count} {page} {pages} {list}: more than are counted
    )
    SEARCH_HIT = "search-hit"  # {number} {ticket} {customer} {time} {said}
    SEARCH_TALK = "search-talk"  # {ticket} {customer} {topic} {list}
    SEARCH_LINE = "search-line"  # {time} {said}
    SEARCH_LINE_FOUND = "search-line-found"  # {time} {said}
    SEARCH_SAID = "search-said"  # {who} {words}
    SEARCH_SAID_DELETED = "search-said-deleted"  # {who} {words}
    SEARCH_PIECE = "search-piece"  # {before} {word} {after}: a word that was looked for
    SEARCH_END = "search-end"  # {words}: what stands behind the last of them
    SEARCH_FILE = "search-file"  # {words}: what came with a file
    # tags
    TAGS_LIST = "tags-list"  # {count}
    TAGS_NONE = "tags-none"
    TAG_WRONG = "tag-wrong"  # {most}: characters
    TAG_KNOWN = "tag-known"
    TAGS_FULL = "tags-full"  # {most}
    TAG_UNKNOWN = "tag-unknown"
    TAGS_OF_TICKET = "tags-of-ticket"  # {ticket} {customer}
    BUTTON_TAGS = "button-tags"
    BUTTON_TAG = "button-tag"  # {tag}
    BUTTON_TAG_ON = "button-tag-on"  # {tag}
    BUTTON_TAG_GONE = "button-tag-gone"  # {tag}
    BUTTON_TAGS_DONE = "button-tags-done"
    WHY_TAGGED = "why-tagged"  # {time} {operator} {tag}
    WHY_UNTAGGED = "why-untagged"  # {time} {operator} {tag}
    # what stands below a ticket's card
    CARD_MARKED = "card-marked"  # {card} {list}
    CARD_TAGS = "card-tags"  # {tags}
    CARD_SOURCE = "card-source"  # {source}: of the link by which they came to ask
    CARD_SOURCE_FIRST = "card-source-first"  # {source}: of the first link they ever came by
    CARD_NOTE = "card-note"  # {author} {day} {words}: on the customer
    CARD_NOTES_MORE = "card-notes-more"  # {count}
    # notes on customers
    NOTES_OF = "notes-of"  # {customer} {list}
    NOTES_NONE = "notes-none"  # {customer}
    NOTES_FULL = "notes-full"  # {most}
    NOTE_NUMBERED = "note-numbered"  # {number} {author} {day} {words}
    NOTE_ASK = "note-ask"  # {customer}
    NOTE_GONE = "note-gone"
    NOTE_ON_CUSTOMER = "note-on-customer"  # {ticket}: it is kept
    BUTTON_NOTES = "button-notes"
    BUTTON_NOTE_WRITE = "button-note-write"
    BUTTON_NOTE_GONE = "button-note-gone"  # {number}
    BUTTON_TRANSCRIPT = "button-transcript"
    # links that tell where customers came from
    LINK_MADE = "link-made"  # {source} {link}
    LINK_WRONG = "link-wrong"  # {most}: characters
    LINKS_LIST = "links-list"  # {list}
    LINKS_LINE = "links-line"  # {source} {customers} {tickets}
    LINKS_MORE = "links-more"  # {count}
    LINKS_NONE = "links-none"
