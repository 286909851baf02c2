package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.audit.AuditKey;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
                .bind("audit", new AuditSteps(ledger.audit(), new IdentityName("web1"), key.name(), Clock.systemUTC()));
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
