"""What machines ask for: one address for all languages."""

from django.urls import path

from eciap.portal.views import machines

urlpatterns = [path("robots.txt", machines.robots, name="robots")]
