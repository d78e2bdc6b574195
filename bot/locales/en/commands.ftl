### Descriptions of commands in Telegram's menu (at most 256 characters each).

command-start = Start
command-cancel = Take the question back
command-language = Choose the language
command-help = What I can do
command-panel = My panel
command-shift-start = Start shift
command-shift-end = End shift
command-break = Take a break or end it
command-queue = Who is waiting
command-chats = My open tickets
command-take = Take somebody from the queue
command-close = Close a ticket
command-transfer = Hand a ticket over
command-note = A note that only staff can read
command-rooms = Conversations going on now
command-why = Why a ticket went where it went
command-staff = Operators and supervisors
command-announce = Tell all operators or all customers something
command-stats = Statistics
command-board = Live board
command-mydata = What you keep about me
command-forget = Forget me
command-feedback = What customers think
command-erasures = Who asks to be forgotten
