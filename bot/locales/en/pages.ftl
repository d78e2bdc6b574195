### Turning the pages of lists, in English.

button-before = ◀️ Back a page
button-after = Next page ▶️
button-back = Back
