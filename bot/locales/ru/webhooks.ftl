### Вебхуки: адреса, на которые отправляются события. По-русски.

supervisor-webhook-off =
    ⚠️ События больше не отправляются на { $address }: { $reason }. Вебхук выключен; проверьте приёмник и включите вебхук снова.
webhook-address-wrong = Это не адрес вида https://example.com/hook, или в нём есть имя, пароль либо #.
webhook-address-not-https = Адрес должен начинаться с https://.
webhook-address-private = Это адрес этой машины или частной сети. Такие разрешает WEBHOOKS_PRIVATE_ADDRESSES.
webhook-event-unknown = События «{ $event }» нет. Есть такие: { $known }.
webhook-no-events = Выберите хотя бы одно событие.
webhook-topic-unknown = Темы «{ $topic }» нет.
webhook-full = Вебхуков уже { $most }; больше хранить нельзя.
webhook-gone = Такого вебхука больше нет.
