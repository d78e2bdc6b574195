### The page on which one signs in. In Russian.

sign-in-title = Switchboard
sign-in-words = Вы перешли по ссылке, которую прислал вам бот. Она действует один раз.
sign-in-no-link = Отправьте боту /web: он пришлёт ссылку, по которой можно войти.
sign-in-button = Войти
sign-in-no-script = Для этой страницы нужен JavaScript.
sign-in-too-often = Слишком много попыток. Подождите минуту.
sign-in-later = Сейчас не получилось. Попробуйте ещё раз.
