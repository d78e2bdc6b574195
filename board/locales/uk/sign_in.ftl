### The page on which one signs in. In Ukrainian.

sign-in-title = Switchboard
sign-in-words = Ви перейшли за посиланням, яке надіслав вам бот. Воно діє один раз.
sign-in-no-link = Надішліть боту /web: він надішле посилання, за яким можна увійти.
sign-in-button = Увійти
sign-in-no-script = Для цієї сторінки потрібен JavaScript.
sign-in-too-often = Забагато спроб. Зачекайте хвилину.
sign-in-later = Зараз не вдалося. Спробуйте ще раз.
