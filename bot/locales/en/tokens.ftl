# Tokens of the API, and what is refused to programs that have one.
token-name = The name of a token is one line of 1 to { $most } characters: people are shown it.
token-taken = There is a token called { $name } already. Revoke it first, or take another name.
token-rights = Say what it may do: read, write, or both.
token-expired = It would have expired already.
token-unknown = There is no token called { $name } that works.
