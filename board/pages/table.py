"""All pages, in the order of the navigation. A new one is a module beside this and a row here."""

from board.page import Subject
from board.pages import (
    audit,
    customer,
    customers,
    desk,
    desk_texts,
    now,
    reports,
    staff,
    ticket,
    tickets,
)

SUBJECTS: tuple[Subject, ...] = (
    Subject("now", "/", now.draw, icon="monitor_heart"),
    Subject("tickets", "/tickets", tickets.draw, icon="confirmation_number"),
    Subject("ticket", "/tickets/{ticket}", ticket.draw, under="tickets"),
    Subject("customers", "/customers", customers.draw, icon="person_search", for_supervisors=True),
    Subject(
        "customer",
        "/customers/{customer}",
        customer.draw,
        under="customers",
        for_supervisors=True,
    ),
    Subject("staff", "/staff", staff.draw, icon="groups", for_supervisors=True),
    Subject("reports", "/reports", reports.draw, icon="query_stats", for_supervisors=True),
    Subject("desk", "/desk", desk.draw, icon="tune", for_supervisors=True),
    Subject("audit", "/audit", audit.draw, icon="history", for_supervisors=True),
    Subject("texts", "/desk/texts", desk_texts.draw, under="desk", for_supervisors=True),
)
