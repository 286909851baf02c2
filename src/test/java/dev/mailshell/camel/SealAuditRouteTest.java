package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.audit.AuditKey;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.TreeHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in route, which begins with a message of ours instead of its timer, so that headers can be in it. */
class SealAuditRouteTest {

    @TempDir
    Path home;

    private AuditKey key;
    private SqliteLedger ledger;
    private DefaultCamelContext context;

    @BeforeEach
    void open() throws Exception {
        key = AuditKey.open(home.resolve("audit.pem"), home.resolve("audit.pub"), new SecureRandom());
        ledger = SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"));
        context = new DefaultCamelContext();
        context.getRegistry().bind("auditPrivateKey", key.privateKey());
        context.getRegistry().bind("auditPublicKey", key.publicKey());
        context.getRegistry()
                .bind(
                        "audit",
                        new AuditSteps(
                                ledger.audit(),
                                new IdentityName("web1"),
                                key.name(),
                                home.resolve("audit.signed"),
                                Clock.systemUTC()));
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        ledger.close();
    }

    @Test
    void keepsACheckpointOfAllThatThereIsAndNoneIfNothingIsNew() throws Exception {
        start(route());

        assertThat(send(Map.of())).isEmpty();
        SealedCheckpoint first = newest().orElseThrow();
        assertThat(send(Map.of())).isEmpty();

        assertThat(first.head().size()).isOne();
        assertThat(AuditKey.fits(first)).isTrue();
        assertThat(newest()).contains(first);
    }

    @Test
    void signsNoOtherStoryThanWhatItHasSigned() throws Exception {
        start(route());
        send(Map.of());
        execute("DELETE FROM audit_checkpoints", "DELETE FROM audit_entries");
        accept();

        assertThat(send(Map.of())).isEmpty();

        assertThat(newest()).isEmpty();
    }

    @Test
    void signsNoStoryThatHasLostItsEnd() throws Exception {
        start(route());
        accept();
        send(Map.of());
        execute("DELETE FROM audit_checkpoints", "DELETE FROM audit_entries WHERE number > 1");

        assertThat(send(Map.of())).isEmpty();
        assertThat(newest()).isEmpty();
        accept();
        assertThat(send(Map.of())).isEmpty();
        assertThat(newest()).isEmpty();
    }

    @Test
    void signsWhatExtendsWhatItHasSigned() throws Exception {
        start(route());
        send(Map.of());
        accept();

        assertThat(send(Map.of())).isEmpty();

        assertThat(newest()).map(SealedCheckpoint::head).map(TreeHead::size).contains(2L);
    }

    @Test
    void takesNoKeyAndNoSignatureFromHeaders() throws Exception {
        start(route());

        assertThat(send(foreignHeaders())).isEmpty();

        assertThat(newest()).get().satisfies(kept -> {
            assertThat(AuditKey.fits(kept)).isTrue();
            assertThat(kept.key()).isEqualTo(key.name());
        });
    }

    /** Why the step is there: should this fail one day, it may go. */
    @Test
    void camelCryptoByItselfBelievesAKeyThatAHeaderBrings() throws Exception {
        KeyPair stranger = stranger();
        Signature signature = Signature.getInstance(AuditKey.ALGORITHM);
        signature.initSign(stranger.getPrivate());
        signature.update(new byte[] {1});
        String signed = Base64.getEncoder().encodeToString(signature.sign());
        start(
                """
                - route:
                    id: verify
                    from:
                      uri: direct:seal-audit
                      steps:
                        - to: "crypto:verify:x?algorithm=Ed25519&publicKey=#auditPublicKey&signatureHeaderName=auditSignature"
                """);

        assertThat(send(Map.of(AuditSteps.SIGNATURE, signed), new byte[] {1})).isPresent();
        assertThat(send(
                        Map.of(AuditSteps.SIGNATURE, signed, "CamelSignaturePublicKeyOrCert", stranger.getPublic()),
                        new byte[] {1}))
                .isEmpty();
    }

    @Test
    void keepsNothingThatDoesNotVerify() throws Exception {
        context.getRegistry().bind("auditPublicKey", stranger().getPublic());
        start(route());

        assertThat(send(Map.of())).isPresent();

        assertThat(newest()).isEmpty();
    }

    private static Map<String, Object> foreignHeaders() throws Exception {
        Map<String, Object> headers = new HashMap<>();
        headers.put("CamelSignaturePublicKeyOrCert", stranger().getPublic());
        headers.put("CamelSignaturePrivateKey", stranger().getPrivate());
        headers.put("CamelDigitalSignature", "AAAA");
        headers.put(AuditSteps.SIGNATURE, "AAAA");
        return headers;
    }

    private static KeyPair stranger() throws Exception {
        return KeyPairGenerator.getInstance(AuditKey.ALGORITHM).generateKeyPair();
    }

    private static String route() throws Exception {
        String yaml = Files.readString(Path.of("routes/server/seal-audit.camel.yaml"));
        int from = yaml.indexOf("      uri: timer:");
        return yaml.substring(0, from) + "      uri: direct:seal-audit\n"
                + yaml.substring(yaml.indexOf("      steps:"));
    }

    private void start(String route) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("seal-audit.camel.yaml", route));
        context.start();
    }

    private void accept() {
        ledger.accept(
                new CommandKey(new IdentityName("alice"), UUID.randomUUID()),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60));
    }

    /** As somebody who can write the database. */
    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state/state.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What went wrong, if anything did. */
    private Optional<Exception> send(Map<String, Object> headers) {
        return send(headers, null);
    }

    private Optional<Exception> send(Map<String, Object> headers, byte[] body) {
        Exchange done = context.createProducerTemplate().request("direct:seal-audit", exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setBody(body);
        });
        return Optional.ofNullable(done.getException());
    }

    private Optional<SealedCheckpoint> newest() {
        return ledger.audit().statement(SeenSizes.NONE).map(statement -> statement.newest());
    }
}
