# Mail Shell in a container: one image for servers and clients.
#   docker build -t mailshell .
#   docker run --rm --init --mount type=bind,src="$PWD/homes/web1",dst=/home/mailshell/home mailshell server

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
COPY routes routes
COPY keys-template keys-template
# Libraries stay in the cache of BuildKit from one build to the next.
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -DskipTests -Ddistribution=none package

FROM eclipse-temurin:17.0.18_8-jre-noble
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
COPY mailshell /opt/mailshell/
RUN ln -s /opt/mailshell/mailshell /usr/local/bin/mailshell \
 && mailshell prepare
USER mailshell
ENV HOME=/home/mailshell MAILSHELL_HOME=/home/mailshell/home
WORKDIR /home/mailshell
VOLUME /home/mailshell/home
# The launcher hands over to the JVM, so that a JVM that ends ends the container. What is left to ask is whether it is in touch with
# its mailbox: a server and a client keep a connection to the IMAP server open (state 01 in /proc/net). That the login or the
# submission works is not asked; the log says when the mailbox does not answer. Another port than 993 must be in the environment.
HEALTHCHECK --interval=30s --timeout=5s --start-period=1m CMD ["sh", "-c", "grep -qs :$(printf %04X ${MAILSHELL_IMAP_PORT:-993})' 01 ' /proc/net/tcp /proc/net/tcp6 || exit 1"]
ENTRYPOINT ["mailshell"]
CMD ["--help"]
