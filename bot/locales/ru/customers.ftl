### What customers are told before they have a ticket: welcome, topics, languages, working hours. In Russian.

## The first words

ask-contact =
    Здравствуйте, { $name }! 👋
    Это служба поддержки. Чтобы начать, поделитесь номером телефона с помощью кнопки ниже — так мы будем знать, с кем говорим.
button-share-contact = 📱 Поделиться номером
contact-not-yours = Похоже, это чужой контакт. Пожалуйста, отправьте свой номер кнопкой ниже.
contact-saved = Спасибо, номер сохранён.
welcome =
    { $name }, рады вас видеть!
    Когда понадобится помощь, нажмите «Связаться с оператором», и мы найдём того, кто ответит.
use-buttons = Здесь я понимаю только кнопки — выберите нужную ниже. Всё остальное можно написать оператору в чате.
button-talk = 💬 Связаться с оператором

## Outside working hours, where no tickets are taken then

desk-closed = { $name }, сейчас мы не работаем. Открываемся { $day ->
        [0] сегодня
        [1] завтра
        [2] в понедельник
        [3] во вторник
        [4] в среду
        [5] в четверг
        [6] в пятницу
        [7] в субботу
       *[other] в воскресенье
    } в { $clock } ({ $zone }). Напишите нам тогда — будем рады помочь!
desk-nobody = { $name }, сейчас никого из операторов нет на месте. Попробуйте, пожалуйста, немного позже — будем рады помочь!

## Topics

ask-topic = { $name }, о чём ваш вопрос? Выберите, пожалуйста:
topic-gone = { $name }, мы обновили список тем, и такой больше нет. Какая из этих подходит лучше всего?
topic-chosen = Тема: { $topic }
button-topic = { $topic }
button-earlier = ◀
button-further = ▶
choose-topic = Добрый день! Выберите, пожалуйста, тему обращения!
choose-topic-by-button = Пожалуйста, выберите тему обращения, нажав одну из кнопок. Если вы передумали задавать вопрос - отправьте команду /cancel.

## The question, where it is asked for in the bot's chat

ask-question = Спасибо! А теперь введите ваш вопрос.
ask-question-at-once = Добрый день! Введите, пожалуйста, ваш вопрос. Если вы передумали задавать вопрос - отправьте команду /cancel.
question-cancelled = Хорошо, отменено. Отправьте /start, когда мы понадобимся.
nothing-asked = Отменять нечего. Чтобы задать вопрос, отправьте /start.
button-ask-again = 💬 Задать вопрос

## Writing while there is a ticket, and taking it back

talk-runs = Обращением №{ $ticket } уже занимаются. Если ответ больше не нужен, закройте его кнопкой. Если нужен — просто пишите дальше.
talk-runs-elsewhere = Разговор по обращению №{ $ticket } идёт в отдельном чате. Там можно сказать оператору, что помощь больше не нужна.
write-here = Просто пишите сюда: всё, что вы отправите, получит тот, кто отвечает на обращение №{ $ticket }. Завершить его можно командой /cancel.
button-end-talk = Закрыть обращение
too-late-to-cancel = Вашим обращением уже занимаются. Просто пишите дальше или завершите его командой /cancel.
nothing-to-cancel = У вас нет открытых обращений, отменять нечего.

## Languages

ask-language = На каком языке с вами говорить?
language-chosen = Теперь я говорю с вами по-русски.
button-language-en = English
button-language-uk = Українська
button-language-ru = Русский
