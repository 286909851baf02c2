package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** The test-only keys of the OpenPGP vectors, kept as resources and valid until 2126 where nothing else is said. */
public final class PgpVectorKeys {

    /** When the vectors are read. */
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration CENTURY = Duration.ofDays(36_500);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Path folder;

    public PgpVectorKeys(Path folder) {
        this.folder = folder;
    }

    /** The home of web1: alice in several generations, bob; of alice-old, copies from before and after its revocation. */
    public Home web1(Path root) throws IOException {
        Home home = new Home(root, "web1", Peers.CLIENTS);
        copy("web1.pgp.key", home.identityFolder());
        for (String key : new String[] {
            "alice", "alice-expired", "alice-future", "alice-revoked", "alice-2048", "alice-old", "alice-old-revoked"
        }) {
            copy(key + ".asc", home.trustFolder("alice"));
        }
        // Read before the revoked copy and after it: neither order may count.
        Files.copy(folder.resolve("alice-old.asc"), home.trustFolder("alice").resolve("a-copy.asc"));
        copy("bob.asc", home.trustFolder("bob"));
        copy("alice-revoked.asc", home.revokedFolder());
        return home;
    }

    void copy(String name, Path target) throws IOException {
        try (OutputStream out = PrivateFile.create(target.resolve(name))) {
            Files.copy(folder.resolve(name), out);
        }
    }

    /** The first key, which signs. */
    PGPKeyPair signing(String name) throws IOException, PGPException {
        return ring(name).getSecretKey().extractKeyPair(null);
    }

    /** The last key: that to encrypt with. */
    PGPKeyPair encryption(String name) throws IOException, PGPException {
        PGPSecretKey last = null;
        for (PGPSecretKey key : ring(name)) {
            last = key;
        }
        return last.extractKeyPair(null);
    }

    private PGPSecretKeyRing ring(String name) throws IOException, PGPException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        try {
            new ArmorReader(Files.newInputStream(folder.resolve(name + ".pgp.key")), "PRIVATE KEY BLOCK")
                    .decode(packets);
        } catch (ProtectionFailure e) {
            throw new IOException(e);
        }
        return new BcPGPSecretKeyRing(new ByteArrayInputStream(packets.toByteArray()));
    }

    /** Makes those that are missing. */
    void make() throws IOException, PGPException {
        Files.createDirectories(folder);
        for (String name : new String[] {"web1", "db1", "alice", "bob", "mallory"}) {
            write(name, pair(name, FROM, CENTURY));
        }
        write("alice-revoked", pair("alice", FROM, CENTURY));
        write("alice-old", pair("alice", FROM, CENTURY));
        write("alice-expired", pair("alice", FROM.minus(YEAR), YEAR));
        write("alice-future", pair("alice", NOW.plus(YEAR), YEAR));
        writeWeak();
        writeRevoked();
    }

    private void write(String name, PgpKeyPair pair) throws IOException {
        if (!Files.exists(folder.resolve(name + ".asc"))) {
            pair.writePrivateKey(folder.resolve(name + ".pgp.key"));
            pair.writeCertificate(folder.resolve(name + ".asc"));
        }
    }

    private static PgpKeyPair pair(String name, Instant from, Duration validity) {
        return PgpKeyPair.generate(
                new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")),
                from,
                validity,
                Optional.empty(),
                new SecureRandom());
    }

    /** A key that we would not make. */
    private void writeWeak() throws IOException, PGPException {
        if (Files.exists(folder.resolve("alice-2048.asc"))) {
            return;
        }
        RSAKeyPairGenerator keys = new RSAKeyPairGenerator();
        keys.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 80));
        PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                new BcPGPKeyPair(
                        PublicKeyPacket.VERSION_4,
                        PublicKeyAlgorithmTags.RSA_GENERAL,
                        keys.generateKeyPair(),
                        Date.from(FROM)),
                "alice <alice@mail.test>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                null,
                null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA512),
                null);
        Files.write(
                folder.resolve("alice-2048.pgp.key"),
                PgpRecipe.armor(
                        "PRIVATE KEY BLOCK", generator.generateSecretKeyRing().getEncoded()));
        Files.write(
                folder.resolve("alice-2048.asc"),
                PgpRecipe.armor(
                        "PUBLIC KEY BLOCK", generator.generatePublicKeyRing().getEncoded()));
    }

    private void writeRevoked() throws IOException, PGPException {
        Path file = folder.resolve("alice-old-revoked.asc");
        if (!Files.exists(file)) {
            PGPKeyPair pair = signing("alice-old");
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    pair.getPublicKey());
            generator.init(PGPSignature.KEY_REVOCATION, pair.getPrivateKey());
            PGPPublicKey revoked = PGPPublicKey.addCertification(
                    pair.getPublicKey(), generator.generateCertification(pair.getPublicKey()));
            PGPPublicKeyRing ring =
                    PGPPublicKeyRing.insertPublicKey(ring("alice-old").toCertificate(), revoked);
            Files.write(file, PgpRecipe.armor("PUBLIC KEY BLOCK", ring.getEncoded()));
        }
    }
}
