### The owner’s fields of customers: asked before a ticket is opened, read and written by staff. In Ukrainian.

## To customers

field-ask = { $name }, перш ніж почати: напишіть, будь ласка, <b>{ $field }</b>.
field-ask-choice = { $name }, перш ніж почати: оберіть нижче, будь ласка, <b>{ $field }</b>.
field-wrong-text = Не схоже, що це { $field }. Перевірте, будь ласка, і напишіть одним рядком.
field-wrong-number = { $field } — це число. Напишіть його, будь ласка, цифрами.
field-wrong-choice = Оберіть, будь ласка, { $field } однією з кнопок нижче.
field-wrong-phone = Не схоже на номер телефону. Напишіть його, будь ласка, з кодом країни, як +380501234567.
field-wrong-email = Не схоже на електронну адресу. Напишіть її, будь ласка, як name@example.com.
button-field-choice = { $choice }
button-field-skip = Пропустити
button-field-leave = Не треба

## To staff

card-field = 🧾 { $field }: { $value }
fields-none = Клієнтів ні про що не питають: у власника ще немає полів (topics.toml або сторінка, розділ «Служба»).
field-which = Яке звернення? Спершу напишіть його номер: /field 12 order 4711; або дайте відповідь на його картку.
field-by-reply = Дайте відповідь командою /field на повідомлення того звернення, про яке йдеться.
field-unknown = Такого поля немає. Є: { $fields }. Щоб змінити: /field, назва поля й значення; - прибирає його.
field-refused = { $field }: таким значення бути не може.
fields-of =
    <b>Звернення #{ $ticket }</b>, { $customer }
    { $list }
fields-line = <code>{ $word }</code> { $field }: { $value }

## Mistakes in them

field-taken = Полів { $key } кілька.
field-choices = Вибір має від 2 до { $most } різних варіантів, по 1–{ $length } знаків.
field-pattern = Шаблон має бути регулярним виразом, у якому не більше { $most } повторень і жодного — групи: [A-Z]+-[0-9]+.
