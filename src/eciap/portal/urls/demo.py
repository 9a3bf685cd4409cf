"""Routes of the demonstration. `config.urls` mounts them in demo mode and in no other."""

from django.urls import path

from eciap.portal.views import demo

app_name = "demo"
urlpatterns = [
    path("demo/", demo.room, name="room"),
    path("demo/roles/<slug:key>/", demo.step_into, name="step_into"),
    path("demo/letters/<int:key>/", demo.letter, name="letter"),
]
