from django.urls import path

from motcua.ground.web import post

app_name = "post"
urlpatterns = [
    path("", post.book, name="book"),
    path("<int:message>/", post.message, name="message"),
    path("<int:message>/received", post.received, name="received"),
    path("<int:message>/answer", post.answered, name="answer"),
]
