### Turning the pages of lists, in Russian.

button-before = ◀️ Назад
button-after = Дальше ▶️
button-back = К списку
