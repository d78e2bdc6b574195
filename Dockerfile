# One image for every service; what a container does is its command.
ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
RUN python -m venv /opt/switchboard
# The dependencies are a layer of their own: they change less often than the desk.
COPY requirements.lock ./
RUN /opt/switchboard/bin/pip install --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
COPY api ./api
COPY archive ./archive
COPY board ./board
COPY bot ./bot
COPY core ./core
COPY db ./db
COPY sandbox ./sandbox
COPY stories ./stories
COPY userbot ./userbot
RUN /opt/switchboard/bin/pip install --no-deps --no-build-isolation .

FROM python:${PYTHON_VERSION}-slim
ENV PATH=/opt/switchboard/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# Transcripts and the user account's session are written here, so the folder is the desk's own and
# closed to others. Time zones come with the packages (tzdata): the slim image has none.
RUN groupadd --gid 10001 switchboard \
    && useradd --uid 10001 --gid switchboard --home-dir /srv/switchboard --no-log-init switchboard \
    && install -d -o switchboard -g switchboard -m 0700 \
        /srv/switchboard /srv/switchboard/data /srv/switchboard/logs /srv/switchboard/uploads
COPY --from=build /opt/switchboard /opt/switchboard
WORKDIR /srv/switchboard
USER switchboard
VOLUME ["/srv/switchboard/data", "/srv/switchboard/logs", "/srv/switchboard/uploads"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["switchboard"]
CMD ["run"]
