### The frame of all pages: titles, navigation, whose page it is. In Russian.

page-now = Сейчас
page-tickets = Обращения
page-customers = Клиенты
page-staff = Сотрудники
page-reports = Отчёты
page-desk = Служба
page-audit = Журнал изменений
page-texts = Тексты
page-unknown = Не найдено
page-unknown-words = Такой страницы нет, или она не для вас.
page-busy = База данных службы сейчас не отвечает. Показанное могло устареть; попытка повторится.
navigation = Страницы
skip-to-content = Перейти к содержимому

## Buttons

button-look = Светлая или тёмная
button-account = Ваша учётная запись
button-sign-out = Выйти
button-sign-out-everywhere = Выйти везде
button-cancel = Отмена
