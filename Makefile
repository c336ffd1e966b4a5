# Shorthands; fix and messages need the .venv that ./test makes.
.PHONY: check coverage fix messages

check:
	./test

coverage:
	./test --numprocesses=auto --dist=worksteal -m "not browser and not long" --cov

fix:
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .
	.venv/bin/djlint --quiet --reformat templates || true # 1 says that it changed something

messages:
	DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python manage.py makemessages --locale=id --no-location --no-obsolete --ignore=tests --ignore=var
