"""The product's addresses, and those of the other engine."""

from django.urls import path
from viewflow.workflow.flow.viewset import FlowViewset

from bench.engine.flow import LetterFlow
from sopks.urls import urlpatterns as own

urlpatterns = [*own, path("letters/", FlowViewset(LetterFlow).urls)]
