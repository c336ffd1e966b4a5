"""What an outsider tried against the product, tried again: `python -m bench.attack`.

Words choose the databases (`sqlite`, `postgresql`, `both`) and the attacks by their names; without
any, all are tried on both. Every attack works on a product that ./run has started in a temporary
folder, on a PostgreSQL of its own that syncs to disk or on SQLite, and speaks to the loopback
alone. All are bounded in time and count, and do the same in every run. The table says what was
tried, what held and what was lost; the exit code is 1 where anything was lost. `disk` mounts a
small tmpfs, for which it has to be root.
"""
