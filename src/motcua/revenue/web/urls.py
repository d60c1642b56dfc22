from django.urls import path

from motcua.revenue.web import book, day, files

app_name = "ledger"
urlpatterns = [
    path("book/", book.shown, name="book"),
    path("book.csv", book.exported, name="book_csv"),
    path("book.xlsx", book.workbook, name="book_xlsx"),
    path("book.pdf", book.paper, name="book_pdf"),
    path("book/<str:day>/", day.one, name="day"),
    path("book/<str:day>/treasury.csv", day.exported, name="day_csv"),
    path("book/<str:day>/difference/", day.difference, name="difference"),
    path("treasury/", files.taken, name="files"),
    path("treasury/template.xlsx", files.template, name="template"),
    path("treasury/<int:leaf>/", files.original, name="original"),
]
