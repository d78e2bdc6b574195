### Готові відповіді: надіслані клієнтам, перелічені під карткою, збережені через /save. Українською.

## Надіслано клієнтові

canned-answer =
    <b>{ $operator }, !{ $shortcut }:</b>
    { $words }
canned-lost =
    <b>#{ $ticket } Вашу готову відповідь не доставлено.</b>
    Причина від Telegram: { $reason }
    У ній сказано: { $words }
reply-unknown =
    Готової відповіді !{ $shortcut } для цього звернення немає, тож нічого не надіслано.
    Щоб зберегти її, дайте відповідь на потрібні слова командою /save { $shortcut }
reply-unknown-near =
    Готової відповіді !{ $shortcut } для цього звернення немає, тож нічого не надіслано. Можливо, { $near }?
reply-by-reply = Дайте відповідь цим скороченням на повідомлення того клієнта, якому призначено слова.
reply-gone = Цю готову відповідь тим часом вилучили.

## Під карткою

button-replies = Готові відповіді
button-reply = { $shortcut }
button-replies-done = Готово
replies-which =
    <b>#{ $ticket }</b> Які слова надіслати клієнтові?
    { $list }
replies-none =
    <b>#{ $ticket }</b> Для цього звернення ще немає готових відповідей.
    Щоб зберегти слова, дайте на них відповідь командою /save зі скороченням, наприклад /save refund
reply-line = <b>!{ $shortcut }</b> { $words }
reply-to-copy =
    <b>#{ $ticket } !{ $shortcut }</b> Торкніться слів, щоб скопіювати їх, і надішліть у кімнаті:

    <code>{ $words }</code>

## Усі разом, для супервізорів

kept-none = Готових відповідей ще немає. У групі працівників дайте відповідь на потрібні слова командою /save зі скороченням.
kept-list =
    <b>Готові відповіді: { $count }</b>
    { $list }
kept-line =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] ще не надсилали
        [one] надіслано { $count } раз
        [few] надіслано { $count } рази
       *[other] надіслано { $count } разів
    }
kept-card =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] ще не надсилали
        [one] надіслано { $count } раз
        [few] надіслано { $count } рази
       *[other] надіслано { $count } разів
    }

    { $words }
kept-ask-words = Напишіть, що має казати !{ $shortcut }. Замість імен пишіть { $customer } та { $operator }.
kept-sure =
    Вилучити !{ $shortcut }?
    { $words }
button-kept = !{ $shortcut } · { $code }
button-kept-words = Змінити слова
button-kept-remove = Вилучити
button-kept-yes = Так, вилучити
reply-taken = Для цієї теми й мови !{ $shortcut } уже щось означає.

## Збережено через /save

save-how =
    Дайте відповідь на потрібні слова командою /save зі скороченням, наприклад /save refund
    Далі можна додати ключ теми й мову (en, uk, ru). У словах можуть стояти { $customer } та { $operator }.
save-no-words = У тому повідомленні немає слів, які можна зберегти.
save-not-ours = Це слова клієнта, і вони належать йому. Напишіть відповідь самі й дайте на неї відповідь командою /save.
save-wrong = «{ $word }» тут стояти не може. Спершу скорочення з літер і цифр, далі за бажанням ключ теми й мова: en, uk або ru.
reply-saved = Збережено: !{ $shortcut } ({ $topic }, { $code }).
reply-known = !{ $shortcut } ({ $topic }, { $code }) уже щось означає. Змінити це можуть лише супервізори; оберіть інше скорочення.
reply-changed = !{ $shortcut } ({ $topic }, { $code }) відтепер означає це.
all-topics = усі теми
reply-too-long = Задовго: Telegram приймає 4096 знаків в одному повідомленні.
