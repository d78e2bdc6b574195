### The page that the bot's menu button opens within Telegram. In English.

app-opening = Opening…
app-over = Telegram did not sign you in: what it gave is old or was used. Close this page and open it again by the button beside the message box.
app-no-cookie = This browser keeps no cookie for a page within Telegram.
app-in-browser-words = You can open the page in a browser: say /web to the bot, and open the link that it sends.
app-in-browser = Open in a browser
