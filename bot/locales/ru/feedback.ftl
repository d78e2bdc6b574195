### What customers think of a ticket. In Russian.

## Stars

stars = { $stars ->
    [1] ★☆☆☆☆
    [2] ★★☆☆☆
    [3] ★★★☆☆
    [4] ★★★★☆
   *[other] ★★★★★
}
button-stars = { $stars } ⭐
button-no-comment = Без комментария, спасибо
rated-ask-comment =
    <b>Обращение №{ $ticket }</b>
    Ваша оценка: { $stars }. Спасибо!
    Хотите добавить пару слов? Просто напишите их здесь следующим сообщением.
rated =
    <b>Обращение №{ $ticket }</b>
    Ваша оценка: { $stars }. Спасибо!
    Если понадобится что-то ещё — мы рядом.
rated-with-comment =
    <b>Обращение №{ $ticket }</b>
    Ваша оценка: { $stars }, и вы рассказали почему. Спасибо, мы читаем каждое слово!
    Если понадобится что-то ещё — мы рядом.
cannot-be-rated = Это обращение нельзя оценить.
rating-is-kept = Ваша оценка уже сохранена, изменить её нельзя. Спасибо!
supervisor-rating =
    ⚠️ Обращение №{ $ticket } получило оценку { $stars }
    Клиент: { $customer }
    Оператор: { $operator }
supervisor-rating-comment =
    ⚠️ Обращение №{ $ticket } получило оценку { $stars }
    Клиент: { $customer }
    Оператор: { $operator }
    «{ $comment }»

## Has the customer found out everything?

desk-farewell = Ваше обращение было закрыто. Вы выяснили всё, что хотели?
desk-farewell-silent = Мы давно ничего друг другу не писали, поэтому ваше обращение было закрыто. Вы выяснили всё, что хотели?
button-resolved-yes = Да
button-resolved-no = Нет
resolved-yes = Рады, что смогли помочь! Если появится новый вопрос, отправьте /start.
resolved-no = Жаль, что не всё удалось выяснить: мы разберёмся, почему. Отправьте /start, чтобы спросить ещё раз, — мы ответим.
resolution-is-kept = Ваш ответ уже сохранён, изменить его нельзя. Спасибо!
cannot-be-resolved = Этот вопрос уже не актуален. Чтобы задать новый, отправьте /start.
supervisor-unresolved =
    ⚠️ Обращение №{ $ticket }: клиент выяснил не всё, что хотел
    Клиент: { $customer }
    Оператор: { $operator }
supervisor-resolved-later =
    Обращение №{ $ticket }: клиент изменил ответ, теперь ему всё ясно
    Клиент: { $customer }
    Оператор: { $operator }

## The list

feedback-list =
    <b>{ $count ->
        [one] { $count } оценка
        [few] { $count } оценки
        [many] { $count } оценок
       *[other] { $count } оценки
    }</b>
    { $list }
feedback-line = { $stars } №{ $ticket }, { $customer } → { $operator }
feedback-line-comment =
    { $stars } №{ $ticket }, { $customer } → { $operator }
    «{ $comment }»
feedback-line-resolved = ✅ №{ $ticket }, { $customer } → { $operator }: клиент выяснил всё, что хотел
feedback-line-open = ❌ №{ $ticket }, { $customer } → { $operator }: клиент выяснил не всё, что хотел
feedback-none = Пока никто не оценил обращение.

## Обращение, которое продолжается после завершения

button-reopen = Не решено: открыть снова
reopened-farewell =
    <b>Обращение №{ $ticket } снова открыто</b>
    Продолжаем с того места, где остановились: рассказывать всё заново не нужно.
reopen-too-late = Это обращение завершилось слишком давно, чтобы открыть его снова. Отправьте /start, и мы начнём новое.
reopen-has-other = У вас уже есть открытое обращение №{ $ticket }. Напишите, пожалуйста, там: ваши прежние обращения мы видим.
