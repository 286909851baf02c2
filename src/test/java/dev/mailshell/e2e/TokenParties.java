package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.oauth.TokenServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The server web1 and the client alice on a real Postfix and Dovecot that let nobody in but by tokens of an authorization server on loopback. */
record TokenParties(RealParties real, TokenServer peer) implements AutoCloseable {

    private static final List<String> NAMES = List.of("web1", "alice");

    /** @param mechanism the only one that is offered */
    static TokenParties create(Path directory, String mechanism) throws Exception {
        RealParties real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        try {
            Path authority = real.mail().caFile();
            TokenServer peer = TokenServer.start(
                    authority, authority.resolveSibling("server.crt"), authority.resolveSibling("server.key"));
            TokenParties created = new TokenParties(real, peer);
            created.offer(mechanism);
            return created;
        } catch (Exception e) {
            real.close();
            throw e;
        }
    }

    /** Has both mail servers offer that mechanism alone. */
    void offer(String mechanism) throws Exception {
        real.mail().logins().requireTokens(mechanism, peer.introspection());
    }

    /** Logs both in and starts them, once {@code settings} has changed the environment of each. Each submits in another way. */
    void start(Consumer<Map<String, String>> settings) throws Exception {
        for (String name : NAMES) {
            Map<String, String> environment = parties().environment(name);
            settings.accept(environment);
            environment.putAll(peer.environment(real.mail().account(name).address()));
            logIn(name);
        }
        Map<String, String> alice = parties().environment("alice");
        alice.put("MAILSHELL_SMTP_STARTTLS", "true");
        alice.put("MAILSHELL_SMTP_PORT", Integer.toString(real.mail().submissionPort()));
        parties().startServer("web1");
        parties().startClient("alice");
    }

    Parties parties() {
        return real.parties();
    }

    void logIn(String name) {
        LiveCli login = LiveCli.run(
                parties().environment(name),
                "login",
                "--home",
                parties().home(name).directory().toString());
        assertThat(login.exitCode()).as(login.err()).isZero();
    }

    void logInForAnHour() {
        peer.setLifetime(3600);
        NAMES.forEach(this::logIn);
    }

    void assertThatTheDoctorIsLetIn() {
        LiveCli doctor = real.doctor("web1", Map.of());

        assertThat(doctor.out()).contains("web1@mail.test is let in").doesNotContain(peer.secrets());
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }

    void assertThatNoSecretIsBesideTheTokens() throws Exception {
        for (String name : NAMES) {
            try (Stream<Path> files = Files.walk(parties().home(name).directory())) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file ->
                                        !file.equals(parties().home(name).tokens())))
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                                        .as(file.toString())
                                        .doesNotContain(peer.secrets()));
            }
        }
        assertThat(parties().trail().toString()).doesNotContain(peer.secrets());
    }

    @Override
    public void close() {
        real.close();
        peer.close();
    }
}
