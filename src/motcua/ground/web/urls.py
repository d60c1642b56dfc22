from django.urls import path

from motcua.ground.web import receipt

app_name = "ground"
urlpatterns = [
    path("", receipt.receipt, name="receipt"),
    path("verify_receipt.py", receipt.checker, name="checker"),
    path("<str:word>/", receipt.by_word, name="by_word"),
]
