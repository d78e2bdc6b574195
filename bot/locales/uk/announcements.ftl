### Announcements to all operators or all customers. In Ukrainian.

announce-ask = <b>Що оголосити?</b> Напишіть одним повідомленням. Нічого не буде надіслано, доки ви не побачите текст і не погодитеся.
announce-only-text = Оголосити можна лише текст. Напишіть його, будь ласка, одним повідомленням.
announce-to-whom =
    <b>Хто має це прочитати?</b>

    { $text }
announce-sure-operators =
    <b>{ $count ->
        [one] Надіслати це { $count } співробітникові?
        [few] Надіслати це { $count } співробітникам?
       *[many] Надіслати це { $count } співробітникам?
    }</b>

    { $text }
announce-sure-customers =
    <b>{ $count ->
        [one] Надіслати це { $count } клієнтові?
        [few] Надіслати це { $count } клієнтам?
       *[many] Надіслати це { $count } клієнтам?
    }</b>

    { $text }
announce-sending =
    <b>Ваше оголошення надсилається</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-done =
    <b>Ваше оголошення розіслано</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-stopped =
    <b>Ви зупинили оголошення</b>
    Надіслано: { $sent } з { $count }
    Не доставлено: { $failed }
announce-dropped = Нічого не надіслано.
announce-nobody = Надсилати нікому.
button-to-operators = Операторам
button-to-customers = Клієнтам
button-yes-send = Так, надіслати
button-stop = Зупинити
