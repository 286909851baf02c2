# Mail Shell in a container: one image for servers, clients and hubs. docs/containers.md says how to build it, to pin what it is built from, and to run it.

# Tags, since a digest is of one moment: whoever builds a release looks both up and gives them by --build-arg (docs/containers.md).
ARG BUILD_BASE=maven:3.9.11-eclipse-temurin-17
ARG RUN_BASE=eclipse-temurin:17.0.18_8-jre-noble

FROM ${BUILD_BASE} AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY src/generated src/generated
COPY src/build src/build
COPY routes routes
COPY keys-template keys-template
# Libraries stay in the cache of BuildKit from one build to the next. Tests need mail servers, and more than is copied here.
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -Dmaven.test.skip -Ddistribution=none package

FROM ${RUN_BASE}
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Mail Shell" \
      org.opencontainers.image.description="Runs commands on machines that are reached by nothing but e-mail" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# uptime, which the policy of keys-template allows; setpriv, prlimit and bwrap, which a policy may ask for.
RUN apt-get update && apt-get install -y --no-install-recommends procps util-linux bubblewrap && rm -rf /var/lib/apt/lists/*
# A home on the host must belong to these numbers: its folders have mode 0700, its files 0600, and nothing starts with a home
# of somebody else. -o, as the base image may use them already.
ARG UID=1000
ARG GID=1000
RUN groupadd -o -g "$GID" mailshell \
 && useradd -o -u "$UID" -g "$GID" -m -d /home/mailshell mailshell \
 && install -d -m 700 -o "$UID" -g "$GID" /home/mailshell/home
COPY --from=build /build/target/mailshell.jar /opt/mailshell/
COPY --from=build /build/target/lib /opt/mailshell/lib
COPY mailshell packaging/container/health /opt/mailshell/
# The class archive is made here, as root: a party cannot write to the program, and need not. Without one the image would work, slower; so it is asked for.
RUN ln -s /opt/mailshell/mailshell /usr/local/bin/mailshell \
 && mailshell prepare \
 && test -f /opt/mailshell/mailshell.jsa
USER mailshell
# The health check asks on the management port, which only this container reaches.
ENV HOME=/home/mailshell MAILSHELL_HOME=/home/mailshell/home MAILSHELL_MANAGEMENT_PORT=9876
WORKDIR /home/mailshell
VOLUME /home/mailshell/home
# An engine and Compose only show what it says. What restarts a container for it, as Swarm does, should ask for "live".
HEALTHCHECK --interval=30s --timeout=6s --start-period=1m CMD ["/opt/mailshell/health", "ready"]
ENTRYPOINT ["mailshell"]
CMD ["--help"]
