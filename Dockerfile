# Built on python:3.11-slim: what is locked, by hash, then the package; runs as an ordinary user.
FROM python:3.11-slim AS build
RUN python -m venv /opt/passerelle && python -m venv /opt/build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt requirements-build.txt /src/
RUN /opt/passerelle/bin/pip install --require-hashes --only-binary :all: -r /src/requirements.txt \
 && /opt/build/bin/pip install --require-hashes --only-binary :all: -r /src/requirements-build.txt
COPY . /src
RUN /opt/build/bin/pip wheel --no-build-isolation --no-deps --wheel-dir /tmp/wheel /src \
 && /opt/passerelle/bin/pip install --no-deps /tmp/wheel/*.whl

FROM python:3.11-slim
RUN useradd --uid 1000 --create-home passerelle
COPY --from=build /opt/passerelle /opt/passerelle
ENV PATH=/opt/passerelle/bin:$PATH PYTHONUNBUFFERED=1
USER passerelle
WORKDIR /home/passerelle
ENTRYPOINT ["passerelle"]
