"""Keys of what is said of the API's tokens; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class TokenKey(Key):
    """Tokens, and what is refused to who has one."""

    NAME = "token-name"  # {most}
    TAKEN = "token-taken"  # {name}
    RIGHTS = "token-rights"
    EXPIRED = "token-expired"
    UNKNOWN = "token-unknown"  # {name}
