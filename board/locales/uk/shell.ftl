### The frame of all pages: titles, navigation, whose page it is. In Ukrainian.

page-now = Зараз
page-tickets = Звернення
page-customers = Клієнти
page-staff = Працівники
page-reports = Звіти
page-desk = Служба
page-audit = Журнал змін
page-texts = Тексти
page-unknown = Не знайдено
page-unknown-words = Такої сторінки немає або вона не для вас.
page-busy = База даних служби зараз не відповідає. Показане може бути застарілим; спробу буде повторено.
navigation = Сторінки
skip-to-content = Перейти до вмісту

## Buttons

button-look = Світла чи темна
button-account = Ваш обліковий запис
button-sign-out = Вийти
button-sign-out-everywhere = Вийти всюди
button-cancel = Скасувати
