"""The words of PDFs for customers, in the languages of the desk."""

from collections.abc import Mapping

from archive.pdf_parts import Words

_ENGLISH = Words(
    title="Ticket #{ticket}",
    made="Made",
    times="Times are those of",
    opened="opened {day} {clock}",
    roles={"operator": "support", "supervisor": "support", "userbot": "support"},
)
_UKRAINIAN = Words(
    title="Звернення №{ticket}",
    made="Створено",
    times="Час за поясом",
    page="Сторінка {page} з {pages}",
    ticket="Звернення №{ticket}: {topic}",
    opened="відкрито {day} {clock}",
    reply="у відповідь на {words}",
    before="до {day} {clock} тут було: {words}",
    deleted="видалено {day} {clock}",
    undelivered="не доставлено: {reason}",
    too_many="не показано: забагато зображень для одного файлу",
    unpictured="неможливо показати як зображення",
    missing="файлу немає",
    roles={
        "customer": "клієнт", "operator": "підтримка", "supervisor": "підтримка",
        "bot": "бот", "userbot": "підтримка", "stranger": "сторонній",
    },
)  # fmt: skip
_RUSSIAN = Words(
    title="Обращение №{ticket}",
    made="Создано",
    times="Время по поясу",
    page="Страница {page} из {pages}",
    ticket="Обращение №{ticket}: {topic}",
    opened="открыто {day} {clock}",
    reply="в ответ на {words}",
    before="до {day} {clock} здесь было: {words}",
    deleted="удалено {day} {clock}",
    undelivered="не доставлено: {reason}",
    too_many="не показано: слишком много изображений для одного файла",
    unpictured="нельзя показать как изображение",
    missing="файла нет",
    roles={
        "customer": "клиент", "operator": "поддержка", "supervisor": "поддержка",
        "bot": "бот", "userbot": "поддержка", "stranger": "посторонний",
    },
)  # fmt: skip

OF_LANGUAGE: Mapping[str, Words] = {"en": _ENGLISH, "uk": _UKRAINIAN, "ru": _RUSSIAN}
