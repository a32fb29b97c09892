# One image for the servers, the worker and every command; nginx, Postgres and Redis are their own (docker-compose.yml).

# The dependencies change seldom, so they are a layer before the code; all of them come as wheels.
FROM python:3.11-slim-bookworm AS dependencies
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check '.[production,s3]'

FROM python:3.11-slim-bookworm
# pg_dump and psql, for backups: of the same version as the Postgres of docker-compose.yml.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin lebanc \
    && install --directory --owner=lebanc --group=lebanc --mode=0750 /data /backups \
    && install --directory --owner=lebanc --group=lebanc --mode=0755 /data/static
COPY --from=dependencies /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HUB_DATA_DIR=/data
WORKDIR /app
COPY . .
RUN python -m compileall -q hub community events workshops cms
USER lebanc
# A key that is forgotten at once: the image holds none.
RUN SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))') \
    python -m hub collectstatic --no-input --verbosity 0
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=14s --start-period=60s CMD ["python", "hub/deploy/health.py"]
CMD ["python", "-m", "hub", "serve", "--bind", "0.0.0.0", "--port", "8000"]
