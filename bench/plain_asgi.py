"""The application behind an ASGI server, its requests in threads, to compare servers with."""

from a2wsgi import WSGIMiddleware

from sopks.wsgi import application as pages

application = WSGIMiddleware(pages, workers=4)
