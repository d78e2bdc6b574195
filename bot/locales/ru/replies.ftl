### Готовые ответы: отправленные клиентам, перечисленные под карточкой, сохранённые через /save. По-русски.

## Отправлено клиенту

canned-answer =
    <b>{ $operator }, !{ $shortcut }:</b>
    { $words }
canned-lost =
    <b>#{ $ticket } Ваш готовый ответ не доставлен.</b>
    Причина от Telegram: { $reason }
    В нём сказано: { $words }
reply-unknown =
    Готового ответа !{ $shortcut } для этого обращения нет, поэтому ничего не отправлено.
    Чтобы сохранить его, ответьте на нужные слова командой /save { $shortcut }
reply-unknown-near =
    Готового ответа !{ $shortcut } для этого обращения нет, поэтому ничего не отправлено. Возможно, { $near }?
reply-by-reply = Ответьте этим сокращением на сообщение того клиента, которому предназначены слова.
reply-gone = Этот готовый ответ тем временем удалили.

## Под карточкой

button-replies = Готовые ответы
button-reply = { $shortcut }
button-replies-done = Готово
replies-which =
    <b>#{ $ticket }</b> Какие слова отправить клиенту?
    { $list }
replies-none =
    <b>#{ $ticket }</b> Для этого обращения ещё нет готовых ответов.
    Чтобы сохранить слова, ответьте на них командой /save с сокращением, например /save refund
reply-line = <b>!{ $shortcut }</b> { $words }
reply-to-copy =
    <b>#{ $ticket } !{ $shortcut }</b> Коснитесь слов, чтобы скопировать их, и отправьте в комнате:

    <code>{ $words }</code>

## Все вместе, для супервайзеров

kept-none = Готовых ответов ещё нет. В группе сотрудников ответьте на нужные слова командой /save с сокращением.
kept-list =
    <b>Готовые ответы: { $count }</b>
    { $list }
kept-line =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] ещё не отправляли
        [one] отправлен { $count } раз
        [few] отправлен { $count } раза
       *[other] отправлен { $count } раз
    }
kept-card =
    <b>!{ $shortcut }</b> ({ $topic }, { $code }), { $count ->
        [0] ещё не отправляли
        [one] отправлен { $count } раз
        [few] отправлен { $count } раза
       *[other] отправлен { $count } раз
    }

    { $words }
kept-ask-words = Напишите, что должен говорить !{ $shortcut }. Вместо имён пишите { $customer } и { $operator }.
kept-sure =
    Удалить !{ $shortcut }?
    { $words }
button-kept = !{ $shortcut } · { $code }
button-kept-words = Изменить слова
button-kept-remove = Удалить
button-kept-yes = Да, удалить
reply-taken = Для этой темы и языка !{ $shortcut } уже что-то означает.

## Сохранено через /save

save-how =
    Ответьте на нужные слова командой /save с сокращением, например /save refund
    Дальше можно добавить ключ темы и язык (en, uk, ru). В словах могут стоять { $customer } и { $operator }.
save-no-words = В том сообщении нет слов, которые можно сохранить.
save-not-ours = Это слова клиента, и они принадлежат ему. Напишите ответ сами и ответьте на него командой /save.
save-wrong = «{ $word }» здесь стоять не может. Сначала сокращение из букв и цифр, потом по желанию ключ темы и язык: en, uk или ru.
reply-saved = Сохранено: !{ $shortcut } ({ $topic }, { $code }).
reply-known = !{ $shortcut } ({ $topic }, { $code }) уже что-то означает. Изменить это могут только супервизоры; выберите другое сокращение.
reply-changed = !{ $shortcut } ({ $topic }, { $code }) теперь означает это.
all-topics = все темы
reply-too-long = Слишком длинно: Telegram принимает 4096 знаков в одном сообщении.
