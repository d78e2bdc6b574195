### Now: the desk at this moment. In Russian.

now-needs = Требует внимания
now-needs-nothing = Ничего не требует внимания.

## Figures

now-waiting = ждут
now-oldest = самое долгое ожидание
now-open = открытые обращения
now-on-shift = на смене
now-level = вовремя сегодня (за { $within })
now-answered = отвечено из сегодняшних
now-asa = среднее ожидание сегодня

## The queue

now-queue = Очередь
now-queue-empty = Никто не ждёт.
now-queue-more =
    { $count ->
        [one] … и ещё { $count }
        [few] … и ещё { $count }
       *[many] … и ещё { $count }
    }
now-head-ticket = Обращение
now-head-customer = Клиент
now-head-topic = Тема
now-head-skill = Навык
now-head-waits = Ждёт
now-head-estimate = Прогноз
now-for-desk = группа сотрудников
now-opens = откроется в { $clock } ({ $zone })
now-nobody-there = никого на смене
now-about =
    { $hours ->
        [0] около { $minutes } мин
       *[other] около { $hours } ч
    }

## Staff

now-staff = Сотрудники
now-staff-nobody = На смене никого нет.
now-is-on-shift = на смене
now-off-shift = не на смене
now-on-break = на перерыве
now-load = обращений: { $load } из { $capacity }
now-held-by-groups = Отвечают группы сотрудников

## User accounts and their rooms

now-accounts = Комнаты и учётные записи
now-accounts-none = Ни одна учётная запись не работает: комнаты не создаются.
now-health = состояние { $health } из 100
now-rooms-made = новых комнат сегодня: { $made } из { $most }
now-chats = групп: { $chats } из { $most }
account-ready = готова
account-nobody = не работает
account-away = вышла из системы
account-flooded = должна ждать
account-offline = без связи
account-poorly = восстанавливается
account-resting = отдыхает
account-spent = комнаты на сегодня исчерпаны
account-full = слишком много групп

## What waits, and what failed

now-works = Работа службы
now-works-nothing = Ничего не ждёт, и за сутки не было сбоев.
now-waits = ждёт
now-failed = не удалось
now-updates = Обновления для: { $part }: { $count }, самое старое { $age }
now-effects = Задачи для: { $part }: { $count }, самая старая { $age }

## Needs

need-called = Обращение № { $ticket }: вызвали супервайзера
need-undelivered =
    { $count ->
        [one] Обращение № { $ticket }: не доставлен { $count } ответ ({ $reason })
        [few] Обращение № { $ticket }: не доставлено { $count } ответа ({ $reason })
       *[many] Обращение № { $ticket }: не доставлено { $count } ответов ({ $reason })
    }
need-part-away = Часть службы не работает: { $about }; её ждут: { $count }
need-group-lost = Группу сотрудников «{ $about }» нельзя использовать: { $reason }
need-account = Учётная запись { $about }: { $reason }
need-nobody-on-shift =
    { $count ->
        [one] Никого на смене, а ждёт { $count } клиент
        [few] Никого на смене, а ждут { $count } клиента
       *[many] Никого на смене, а ждут { $count } клиентов
    }
need-wait-over-target =
    { $count ->
        [one] { $count } клиент ждёт слишком долго, обращение № { $ticket }
        [few] { $count } клиента ждут слишком долго, дольше всех — обращение № { $ticket }
       *[many] { $count } клиентов ждут слишком долго, дольше всех — обращение № { $ticket }
    }
need-target-missed = { $reason } по обращению № { $ticket } опаздывает
target-first-answer = Первый ответ
target-resolution = Решение
now-due-first-answer = ответить за { $span }
now-due-resolution = решить за { $span }
now-late-first-answer = ответ опаздывает: { $span }
now-late-resolution = решение опаздывает: { $span }
need-effect-failed =
    { $count ->
        [one] Не сделано: { $about }
        [few] Не сделано { $count } раза: { $about }
       *[many] Не сделано { $count } раз: { $about }
    }
need-update-set-aside = Обновление не удалось обработать ({ $about }): { $reason }
need-box-unread = Сказанное в комнате не удаётся прочитать ({ $about }): { $reason }
need-erasure = Клиент { $about } просит удалить свои данные
need-erasure-proposed = Предложено удалить данные клиента { $about }

## Why a staff group, or a user account, cannot be used

group-trouble-removed = бота там больше нет
group-trouble-rights = боту не хватает прав
group-trouble-unseen = Telegram ещё не удалось спросить
account-trouble-flood_wait = Telegram заставляет ждать
account-trouble-slowed = Telegram её замедляет
account-trouble-offline = не отвечает
account-trouble-peer_flood = Telegram считает её спамером
account-trouble-channels_too_much = слишком много групп
account-trouble-restricted = не может создавать группы
account-trouble-frozen = может только читать
account-trouble-away = вход завершён
