### Вебхуки: адреси, на які надсилаються події. Українською.

supervisor-webhook-off =
    ⚠️ Події більше не надсилаються на { $address }: { $reason }. Вебхук вимкнено; перевірте приймач і ввімкніть вебхук знову.
webhook-address-wrong = Це не адреса на зразок https://example.com/hook, або в ній є імʼя, пароль чи #.
webhook-address-not-https = Адреса має починатися з https://.
webhook-address-private = Це адреса цієї машини або приватної мережі. Такі дозволяє WEBHOOKS_PRIVATE_ADDRESSES.
webhook-event-unknown = Події «{ $event }» немає. Є такі: { $known }.
webhook-no-events = Виберіть принаймні одну подію.
webhook-topic-unknown = Теми «{ $topic }» немає.
webhook-full = Вебхуків уже { $most }; більше зберігати не можна.
webhook-gone = Такого вебхука вже немає.
