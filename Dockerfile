# Mail Shell in a container: one image for servers and clients.
#   docker build -t mailshell .
#   docker run --rm --init -v "$PWD/homes/web1:/home/mailshell/home" mailshell server

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
COPY routes routes
COPY keys-template keys-template
# Libraries stay in the cache of BuildKit from one build to the next.
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -DskipTests package

FROM eclipse-temurin:17-jre
# A home on the host belongs to these numbers: its files have mode 0600. -o, as the base image may use them already.
ARG UID=1000
ARG GID=1000
RUN groupadd -o -g "$GID" mailshell \
 && useradd -o -u "$UID" -g "$GID" -m -d /home/mailshell mailshell \
 && install -d -m 700 -o "$UID" -g "$GID" /home/mailshell/home
COPY --from=build /build/target/mailshell.jar /opt/mailshell/
COPY --from=build /build/target/lib /opt/mailshell/lib
COPY mailshell /opt/mailshell/
RUN ln -s /opt/mailshell/mailshell /usr/local/bin/mailshell
USER mailshell
ENV HOME=/home/mailshell MAILSHELL_HOME=/home/mailshell/home
WORKDIR /home/mailshell
VOLUME /home/mailshell/home
# The launcher hands over to the JVM, so that a JVM that ends ends the container. What is left to ask is whether the keys in
# the home are still as they must be.
HEALTHCHECK --interval=5m --timeout=20s --start-period=30s CMD ["mailshell", "keys", "list"]
ENTRYPOINT ["mailshell"]
CMD ["--help"]
