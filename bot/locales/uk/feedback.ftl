### What customers think of a ticket. In Ukrainian.

## Stars

stars = { $stars ->
    [1] ★☆☆☆☆
    [2] ★★☆☆☆
    [3] ★★★☆☆
    [4] ★★★★☆
   *[other] ★★★★★
}
button-stars = { $stars } ⭐
button-no-comment = Без коментаря, дякую
rated-ask-comment =
    <b>Звернення №{ $ticket }</b>
    Ваша оцінка: { $stars }. Дякуємо!
    Хочете додати кілька слів? Просто напишіть їх тут наступним повідомленням.
rated =
    <b>Звернення №{ $ticket }</b>
    Ваша оцінка: { $stars }. Дякуємо!
    Якщо знадобиться щось іще — ми поруч.
rated-with-comment =
    <b>Звернення №{ $ticket }</b>
    Ваша оцінка: { $stars }, і ви розповіли чому. Дякуємо, ми читаємо кожне слово!
    Якщо знадобиться щось іще — ми поруч.
cannot-be-rated = Це звернення не можна оцінити.
rating-is-kept = Вашу оцінку вже збережено, змінити її не можна. Дякуємо!
supervisor-rating =
    ⚠️ Звернення №{ $ticket } отримало оцінку { $stars }
    Клієнт: { $customer }
    Оператор: { $operator }
supervisor-rating-comment =
    ⚠️ Звернення №{ $ticket } отримало оцінку { $stars }
    Клієнт: { $customer }
    Оператор: { $operator }
    «{ $comment }»

## Has the customer found out everything?

desk-farewell = Ваше звернення було закрито. Ви з’ясували все, що хотіли?
desk-farewell-silent = Ми давно нічого одне одному не писали, тому ваше звернення було закрито. Ви з’ясували все, що хотіли?
button-resolved-yes = Так
button-resolved-no = Ні
resolved-yes = Раді, що змогли допомогти! Якщо з’явиться нове запитання, надішліть /start.
resolved-no = Шкода, що не все вдалося з’ясувати: ми розберемося, чому. Надішліть /start, щоб спитати ще раз, — ми відповімо.
resolution-is-kept = Вашу відповідь уже збережено, змінити її не можна. Дякуємо!
cannot-be-resolved = Це запитання вже не актуальне. Щоб поставити нове, надішліть /start.
supervisor-unresolved =
    ⚠️ Звернення №{ $ticket }: клієнт з’ясував не все, що хотів
    Клієнт: { $customer }
    Оператор: { $operator }
supervisor-resolved-later =
    Звернення №{ $ticket }: клієнт змінив відповідь, тепер йому все ясно
    Клієнт: { $customer }
    Оператор: { $operator }

## The list

feedback-list =
    <b>{ $count ->
        [one] { $count } оцінка
        [few] { $count } оцінки
        [many] { $count } оцінок
       *[other] { $count } оцінки
    }</b>
    { $list }
feedback-line = { $stars } №{ $ticket }, { $customer } → { $operator }
feedback-line-comment =
    { $stars } №{ $ticket }, { $customer } → { $operator }
    «{ $comment }»
feedback-line-resolved = ✅ №{ $ticket }, { $customer } → { $operator }: клієнт з’ясував усе, що хотів
feedback-line-open = ❌ №{ $ticket }, { $customer } → { $operator }: клієнт з’ясував не все, що хотів
feedback-none = Ще ніхто не оцінив звернення.

## Звернення, що триває після завершення

button-reopen = Не вирішено: відкрити знову
reopened-farewell =
    <b>Звернення №{ $ticket } знову відкрито</b>
    Продовжуємо з того місця, де зупинилися: розповідати все ще раз не потрібно.
reopen-too-late = Це звернення завершилося надто давно, щоб відкрити його знову. Надішліть /start, і ми почнемо нове.
reopen-has-other = У вас уже є відкрите звернення №{ $ticket }. Напишіть, будь ласка, там: ваші попередні звернення ми бачимо.
