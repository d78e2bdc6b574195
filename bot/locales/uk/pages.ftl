### Turning the pages of lists, in Ukrainian.

button-before = ◀️ Назад
button-after = Далі ▶️
button-back = До списку
