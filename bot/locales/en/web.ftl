### The page in a browser: the link to it. In English.

web-link =
    Here is your way to the desk’s page. The link works once, for { $minutes } minutes, and only for you: please do not forward it.
    Pages that you had open until now are closed.
web-link-written =
    Here is your way to the desk’s page. The link works once, for { $minutes } minutes, and only for you: please do not forward it.
    Pages that you had open until now are closed.
    { $link }
button-web = Open the page
web-not-set-up = The desk’s page is not set up. Whoever runs the desk can do that with WEB_LISTEN.
web-link-over = This link does not work any more. Say /web to the bot for a new one.
