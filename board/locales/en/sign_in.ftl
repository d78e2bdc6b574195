### The page on which one signs in. In English.

sign-in-title = Switchboard
sign-in-words = You came by the link that the bot sent you. It works once.
sign-in-no-link = Say /web to the bot: it sends you a link that leads in here.
sign-in-button = Sign in
sign-in-no-script = This page needs JavaScript.
sign-in-too-often = Too many tries. Please wait a minute.
sign-in-later = That did not work just now. Please try again.
