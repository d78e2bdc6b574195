### Now: the desk at this moment. In Ukrainian.

now-needs = Потребує уваги
now-needs-nothing = Нічого не потребує уваги.

## Figures

now-waiting = чекають
now-oldest = найдовше чекання
now-open = відкриті звернення
now-on-shift = на зміні
now-level = вчасно сьогодні (за { $within })
now-answered = відповіли із сьогоднішніх
now-asa = середнє чекання сьогодні

## The queue

now-queue = Черга
now-queue-empty = Ніхто не чекає.
now-queue-more =
    { $count ->
        [one] … і ще { $count }
        [few] … і ще { $count }
       *[many] … і ще { $count }
    }
now-head-ticket = Звернення
now-head-customer = Клієнт
now-head-topic = Тема
now-head-skill = Навичка
now-head-waits = Чекає
now-head-estimate = Прогноз
now-for-desk = група працівників
now-opens = відкриття о { $clock } ({ $zone })
now-nobody-there = нікого на зміні
now-about =
    { $hours ->
        [0] близько { $minutes } хв
       *[other] близько { $hours } год
    }

## Staff

now-staff = Працівники
now-staff-nobody = Нікого немає на зміні.
now-is-on-shift = на зміні
now-off-shift = не на зміні
now-on-break = на перерві
now-load = звернень: { $load } з { $capacity }
now-held-by-groups = Відповідають групи працівників

## User accounts and their rooms

now-accounts = Кімнати й облікові записи
now-accounts-none = Жоден обліковий запис не працює: кімнати не створюються.
now-health = стан { $health } зі 100
now-rooms-made = нових кімнат сьогодні: { $made } з { $most }
now-chats = груп: { $chats } з { $most }
account-ready = готовий
account-nobody = не працює
account-away = вийшов із системи
account-flooded = мусить чекати
account-offline = без зв’язку
account-poorly = відновлюється
account-resting = відпочиває
account-spent = кімнати на сьогодні вичерпано
account-full = забагато груп

## What waits, and what failed

now-works = Робота служби
now-works-nothing = Нічого не чекає, і за добу не було збоїв.
now-waits = чекає
now-failed = не вдалося
now-updates = Оновлення для: { $part }: { $count }, найдавніше { $age }
now-effects = Завдання для: { $part }: { $count }, найдавніше { $age }

## Needs

need-called = Звернення № { $ticket }: викликано супервайзера
need-undelivered =
    { $count ->
        [one] Звернення № { $ticket }: не доставлено { $count } відповідь ({ $reason })
        [few] Звернення № { $ticket }: не доставлено { $count } відповіді ({ $reason })
       *[many] Звернення № { $ticket }: не доставлено { $count } відповідей ({ $reason })
    }
need-part-away = Частина служби не працює: { $about }; на неї чекають: { $count }
need-group-lost = Групу працівників «{ $about }» не можна використовувати: { $reason }
need-account = Обліковий запис { $about }: { $reason }
need-nobody-on-shift =
    { $count ->
        [one] Нікого на зміні, а чекає { $count } клієнт
        [few] Нікого на зміні, а чекають { $count } клієнти
       *[many] Нікого на зміні, а чекають { $count } клієнтів
    }
need-wait-over-target =
    { $count ->
        [one] { $count } клієнт чекає задовго, звернення № { $ticket }
        [few] { $count } клієнти чекають задовго, найдовше — звернення № { $ticket }
       *[many] { $count } клієнтів чекають задовго, найдовше — звернення № { $ticket }
    }
need-target-missed = { $reason } за зверненням № { $ticket } запізнюється
target-first-answer = Перша відповідь
target-resolution = Розв’язання
now-due-first-answer = відповісти за { $span }
now-due-resolution = розв’язати за { $span }
now-late-first-answer = відповідь запізнюється: { $span }
now-late-resolution = розв’язання запізнюється: { $span }
need-effect-failed =
    { $count ->
        [one] Не зроблено: { $about }
        [few] Не зроблено { $count } рази: { $about }
       *[many] Не зроблено { $count } разів: { $about }
    }
need-update-set-aside = Оновлення не вдалося опрацювати ({ $about }): { $reason }
need-box-unread = Сказане в кімнаті не вдається прочитати ({ $about }): { $reason }
need-erasure = Клієнт { $about } просить видалити свої дані
need-erasure-proposed = Запропоновано видалити дані клієнта { $about }

## Why a staff group, or a user account, cannot be used

group-trouble-removed = бота там більше немає
group-trouble-rights = боту бракує прав
group-trouble-unseen = Telegram ще не вдалося запитати
account-trouble-flood_wait = Telegram змушує чекати
account-trouble-slowed = Telegram його сповільнює
account-trouble-offline = не відповідає
account-trouble-peer_flood = Telegram вважає його спамером
account-trouble-channels_too_much = забагато груп
account-trouble-restricted = не може створювати групи
account-trouble-frozen = може лише читати
account-trouble-away = вхід завершено
