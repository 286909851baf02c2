package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Peers;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The test-only keys of the vectors, kept as resources and valid until 2126 where nothing else is said. */
public final class VectorKeys {

    /** The time of {@link #CLOCK}. */
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    /** When the vectors are read. */
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2126-01-01T00:00:00Z");

    private final Path folder;

    /** The keys in {@code folder}. */
    public VectorKeys(Path folder) {
        this.folder = folder;
    }

    /** Puts the vectors' keys into the homes of web1 and alice, in the place of those that they have. */
    public void replaceKeys(Path web1, Path alice) throws IOException {
        for (String folder : new String[] {"identity", "trust/clients/alice", "trust/clients/bob"}) {
            removeKeys(web1.resolve(folder));
        }
        removeKeys(alice.resolve("identity"));
        removeKeys(alice.resolve("trust/servers/web1"));
        web1(web1);
        Home home = new Home(alice, "alice", Peers.SERVERS);
        home.own("alice", read("alice")).own("alice-2", read("alice-ec"));
        home.trust("web1", "web1", read("web1")).trust("web1", "web1-2", read("web1-2"));
    }

    private static void removeKeys(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.endsWith("address")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Makes web1's home at {@code root}, or puts these keys beside those that are there. */
    public void makeWeb1(Path root) throws IOException {
        web1(root);
    }

    /** As above, with alice's. */
    public void makeAlice(Path root) throws IOException {
        new Home(root, "alice", Peers.SERVERS).own("alice", read("alice")).trust("web1", "web1", read("web1"));
    }

    /** The home of web1: an RSA and an EC key of its own, alice in several generations, bob; alice-revoked is revoked. */
    public Home web1(Path root) throws IOException {
        Home home = new Home(root, "web1", Peers.CLIENTS)
                .own("web1", read("web1"))
                .own("web1-2", read("web1-2"))
                .trust("bob", "bob", read("bob"))
                .revoke("alice", read("alice-revoked"));
        for (String key : new String[] {
            "alice", "alice-ec", "alice-expired", "alice-future", "alice-revoked", "alice-2048", "alice-p384"
        }) {
            home.trust("alice", key, read(key));
        }
        return home;
    }

    /** The certificate in a file. */
    public static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    SmimeKeyPair read(String name) throws IOException {
        try {
            X509Certificate certificate = certificate(folder.resolve(name + ".crt"));
            String pem = Files.readString(folder.resolve(name + ".key"), StandardCharsets.US_ASCII);
            byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SmimeKeyPair(key, certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("the test key " + name + " cannot be read", e);
        }
    }

    /** Makes those that are missing. */
    void make() throws IOException, GeneralSecurityException, OperatorCreationException {
        Files.createDirectories(folder);
        write("web1", pair(KeyAlgorithm.RSA, "web1", FROM, UNTIL));
        write("web1-2", pair(KeyAlgorithm.EC, "web1", FROM, UNTIL));
        write("db1", pair(KeyAlgorithm.RSA, "db1", FROM, UNTIL));
        write("alice", pair(KeyAlgorithm.RSA, "alice", FROM, UNTIL));
        write("alice-ec", pair(KeyAlgorithm.EC, "alice", FROM, UNTIL));
        write("alice-revoked", pair(KeyAlgorithm.EC, "alice", FROM, UNTIL));
        write("alice-expired", pair(KeyAlgorithm.EC, "alice", Instant.parse("2024-01-01T00:00:00Z"), FROM));
        write("alice-future", pair(KeyAlgorithm.EC, "alice", Instant.parse("2100-01-01T00:00:00Z"), UNTIL));
        write("bob", pair(KeyAlgorithm.EC, "bob", FROM, UNTIL));
        write("mallory", pair(KeyAlgorithm.EC, "mallory", FROM, UNTIL));
        write("alice-2048", weak("RSA", null));
        write("alice-p384", weak("EC", "secp384r1"));
    }

    private void write(String name, SmimeKeyPair pair) throws IOException {
        if (!Files.exists(folder.resolve(name + ".key"))) {
            pair.writePrivateKey(folder.resolve(name + ".key"));
            pair.writeCertificate(folder.resolve(name + ".crt"));
        }
    }

    private static SmimeKeyPair pair(KeyAlgorithm algorithm, String name, Instant from, Instant until) {
        Identity owner = new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
        return SmimeKeyPair.generate(algorithm, owner, from, until, new SecureRandom());
    }

    /** A key that we would not make. */
    private static SmimeKeyPair weak(String algorithm, String curve)
            throws GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (curve == null) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        return certified(generator.generateKeyPair());
    }

    /** The same key under another certificate. */
    static SmimeKeyPair renewed(SmimeKeyPair pair) throws GeneralSecurityException, OperatorCreationException {
        return certified(new KeyPair(pair.certificate().getPublicKey(), pair.privateKey()));
    }

    private static SmimeKeyPair certified(KeyPair pair) throws GeneralSecurityException, OperatorCreationException {
        X500Principal subject = new X500Principal("CN=alice");
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(127, new SecureRandom()),
                Date.from(FROM),
                Date.from(UNTIL),
                subject,
                pair.getPublic());
        var signer = new JcaContentSignerBuilder(
                "SHA256with" + (pair.getPublic() instanceof RSAPublicKey ? "RSA" : "ECDSA"));
        return new SmimeKeyPair(
                pair.getPrivate(),
                new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(pair.getPrivate()))));
    }
}
