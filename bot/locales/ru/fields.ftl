### The owner’s fields of customers: asked before a ticket is opened, read and written by staff. In Russian.

## To customers

field-ask = { $name }, прежде чем начать: напишите, пожалуйста, <b>{ $field }</b>.
field-ask-choice = { $name }, прежде чем начать: выберите ниже, пожалуйста, <b>{ $field }</b>.
field-wrong-text = Не похоже, что это { $field }. Проверьте, пожалуйста, и напишите одной строкой.
field-wrong-number = { $field } — это число. Напишите его, пожалуйста, цифрами.
field-wrong-choice = Выберите, пожалуйста, { $field } одной из кнопок ниже.
field-wrong-phone = Не похоже на номер телефона. Напишите его, пожалуйста, с кодом страны, как +380501234567.
field-wrong-email = Не похоже на электронный адрес. Напишите его, пожалуйста, как name@example.com.
button-field-choice = { $choice }
button-field-skip = Пропустить
button-field-leave = Не нужно

## To staff

card-field = 🧾 { $field }: { $value }
fields-none = Клиентов ни о чём не спрашивают: у владельца ещё нет полей (topics.toml или страница, раздел «Служба»).
field-which = Какое обращение? Сначала напишите его номер: /field 12 order 4711; или ответьте на его карточку.
field-by-reply = Ответьте командой /field на сообщение того обращения, о котором речь.
field-unknown = Такого поля нет. Есть: { $fields }. Чтобы изменить: /field, имя поля и значение; - убирает его.
field-refused = { $field }: таким значение быть не может.
fields-of =
    <b>Обращение #{ $ticket }</b>, { $customer }
    { $list }
fields-line = <code>{ $word }</code> { $field }: { $value }

## Mistakes in them

field-taken = Полей { $key } несколько.
field-choices = У выбора от 2 до { $most } разных вариантов, по 1–{ $length } знаков.
field-pattern = Шаблон должен быть регулярным выражением, в котором не больше { $most } повторений и ни одного — группы: [A-Z]+-[0-9]+.
