### The frame of all pages: titles, navigation, whose page it is. In English.

page-now = Now
page-tickets = Tickets
page-customers = Customers
page-staff = Staff
page-reports = Reports
page-desk = Desk
page-audit = Audit log
page-texts = Texts
page-unknown = Not found
page-unknown-words = There is no such page, or it is not for you.
page-busy = Just now the desk’s database does not answer. What stands here may be old; it is tried again.
navigation = Pages
skip-to-content = Skip to the content

## Buttons

button-look = Light or dark
button-account = Your account
button-sign-out = Sign out
button-sign-out-everywhere = Sign out everywhere
button-cancel = Cancel
