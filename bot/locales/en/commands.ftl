### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Start
command-help = What I can do
command-panel = My panel
command-shift-start = Start shift
command-shift-end = End shift
