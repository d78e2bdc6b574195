### How a talk is handed over as a file. In Ukrainian.

## For supervisors

button-export-pdf = 📄 У PDF
button-export-zip = 🗜 У zip
button-export-all-pdf = 📄 Усе в PDF
button-export-all-zip = 🗜 Усе в zip
export-begun = Файл готується і надійде сюди.
export-caption = <b>Звернення №{ $ticket }</b>, { $customer }. Лише для тих, кому дозволено це читати.
export-caption-all = Усе листування: <b>{ $customer }</b>. Лише для тих, кому дозволено це читати.
export-nothing = З цього вже нічого не зберігається.
export-failed = Файл не вдалося створити: { $reason }
export-too-big = Файл має { $megabytes } МБ, а це більше, ніж може надіслати бот. Він лежить на диску служби: { $path }

## For customers

button-conversation = 📄 Надіслати мені розмову
conversation-begun = Файл готується і надійде сюди.
conversation-caption = Усе, про що йшлося у зверненні №{ $ticket }.
conversation-given = Файл уже вище. Попросити його знову можна завтра.
conversation-not = Цю розмову неможливо надіслати.
conversation-failed = Не вдалося зберегти розмову у файл. Спробуйте, будь ласка, ще раз.
room-goes = ℹ️ Цей чат зникне, коли звернення буде закрито. Збережіть потрібне заздалегідь.
room-goes-sent = ℹ️ Цей чат зникне, коли звернення буде закрито. Якщо хочете зберегти розмову, я зможу надіслати її вам: натисніть тоді «Надіслати мені розмову» в нашому приватному чаті.
room-goes-now = ℹ️ Це звернення скоро закриють, і цей чат зникне. Збережіть потрібне зараз.
room-goes-now-sent = ℹ️ Це звернення скоро закриють, і цей чат зникне. Щоб зберегти розмову, натисніть «Надіслати мені розмову» в нашому приватному чаті, щойно його закриють.

## The talk itself, as its customer has it

talk-title = Звернення №{ $ticket }
talk-made = Створено
talk-times = Час за поясом
talk-page = Сторінка { $page } з { $pages }
talk-ticket = Звернення №{ $ticket }: { $topic }
talk-opened = відкрито { $day } { $clock }
talk-reply = у відповідь на { $words }
talk-before = до { $day } { $clock } тут було: { $words }
talk-deleted = видалено { $day } { $clock }
talk-undelivered = не доставлено: { $reason }
talk-too-many = не показано: забагато зображень для одного файлу
talk-unpictured = неможливо показати як зображення
talk-missing = файлу немає
talk-customer = клієнт
talk-support = підтримка
talk-bot = бот
talk-stranger = сторонній
