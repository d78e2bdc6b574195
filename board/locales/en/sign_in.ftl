### The page on which one signs in. In English.

sign-in-title = Switchboard
sign-in-words = You came by the link that the bot sent you. It works once.
sign-in-no-link = Say /web to the bot: it sends you a link that leads in here.
sign-in-button = Sign in
sign-in-no-script = This page needs JavaScript.
sign-in-too-often = Too many tries. Please wait a minute.
sign-in-later = That did not work just now. Please try again.

### The page that the bot's menu button opens within Telegram. In English.

app-opening = Opening…
app-over = Telegram did not sign you in: what it gave is old or was used. Close this page and open it again by the button beside the message box.
app-no-cookie = This browser keeps no cookie for a page within Telegram.
app-in-browser-words = You can open the page in a browser: say /web to the bot, and open the link that it sends.
app-in-browser = Open in a browser
