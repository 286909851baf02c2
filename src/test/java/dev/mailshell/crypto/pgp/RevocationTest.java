package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation certificates in files of their own, as {@code gpg --gen-revoke} writes them, beside alice's key or in {@code revoked}. */
class RevocationTest {

    private static final PgpVectorKeys KEYS = new PgpVectorKeys(Path.of("src/test/resources/vectors/pgp-keys"));
    private static final IdentityName ALICE = new IdentityName("alice");

    @TempDir
    Path directory;

    private Home web1;
    private Supplier<PgpKeyring> keyring;

    @BeforeEach
    void trustAlice() throws IOException {
        web1 = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS);
        KEYS.copy("web1.pgp.key", web1.identityFolder());
        KEYS.copy("alice.asc", web1.trustFolder("alice"));
        keyring = OpenPgpProtection.keyring(web1.root, web1.name, web1.peers, Optional.empty());
        assertThat(isUsable()).isTrue();
    }

    private boolean isUsable() {
        return keyring.get().encryptionKey(ALICE, PgpVectorKeys.NOW).isPresent();
    }

    private void write(String file, PGPSignature... revocations) throws Exception {
        StringBuilder packets = new StringBuilder();
        for (PGPSignature revocation : revocations) {
            packets.append(new String(revocation.getEncoded(), StandardCharsets.ISO_8859_1));
        }
        Files.write(
                web1.root.resolve(file),
                PgpRecipe.armor("PUBLIC KEY BLOCK", packets.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** That {@code named} is revoked, as {@code signer} says. */
    private static PGPSignature revocation(String named, String signer) throws Exception {
        PGPKeyPair pair = KEYS.signing(signer);
        PGPPublicKey key = KEYS.signing(named).getPublicKey();
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                pair.getPublicKey());
        generator.init(PGPSignature.KEY_REVOCATION, pair.getPrivateKey());
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setIssuerFingerprint(false, key);
        generator.setHashedSubpackets(said.generate());
        return generator.generateCertification(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trust/clients/alice/alice-revoked.asc",
                "trust/clients/alice/alice.rev",
                "revoked/alice.asc",
                "revoked/alice.rev",
            })
    void countsFromTheNextReadingOnWhereverItLies(String file) throws Exception {
        write(file, revocation("alice", "alice"));

        assertThat(isUsable()).isFalse();
        assertThat(keyring.get().views(PgpVectorKeys.NOW))
                .filteredOn(key -> key.owner().equals(Optional.of("alice")))
                .allMatch(PgpKeyView::revoked)
                .hasSize(1);
    }

    @Test
    void countsThoughACopyOfTheKeyIsAddedLater() throws Exception {
        write("revoked/alice.rev", revocation("alice", "alice"));
        Files.copy(
                web1.root.resolve("trust/clients/alice/alice.asc"),
                web1.trustFolder("alice").resolve("zz.asc"));

        assertThat(isUsable()).isFalse();
    }

    @Test
    void revokesAKeyOfOurs() throws Exception {
        write("revoked/web1.rev", revocation("web1", "web1"));

        assertThat(keyring.get().signingKey(PgpVectorKeys.NOW)).isEmpty();
        assertThat(isUsable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoked/bob.rev", "trust/clients/alice/bob.asc"})
    void isRefusedIfItFitsNoKeyThatIsHere(String file) throws Exception {
        write(file, revocation("bob", "bob"));

        refused("the revocation certificate " + file + " fits no key that is here");
    }

    @Test
    void isRefusedIfAnotherThanTheOwnerMadeIt() throws Exception {
        write("revoked/alice.rev", revocation("alice", "bob"));

        refused("the revocation certificate revoked/alice.rev fits no key that is here");
    }

    @Test
    void isRefusedIfOneOfSeveralFitsNone() throws Exception {
        write("revoked/all.rev", revocation("alice", "alice"), revocation("bob", "bob"));

        refused("fits no key that is here");
    }

    /** gpg puts it there, so that nobody imports it by mistake. */
    @Test
    void isRefusedWithTheColonInFront() throws Exception {
        write("revoked/alice.rev", revocation("alice", "alice"));
        Path file = web1.root.resolve("revoked/alice.rev");
        Files.writeString(file, Files.readString(file).replaceFirst("-----BEGIN", ":-----BEGIN"));

        assertThatThrownBy(keyring::get)
                .isInstanceOfSatisfying(
                        KeyringFailure.class, e -> assertThat(e.hint()).contains("remove the colon"))
                .hasMessageContaining("revoked/alice.rev is neither one OpenPGP key nor a revocation certificate");
    }

    @Test
    void isRefusedIfItRevokesOnlyAUserId() throws Exception {
        PGPKeyPair alice = KEYS.signing("alice");
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(alice.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                alice.getPublicKey());
        generator.init(PGPSignature.CERTIFICATION_REVOCATION, alice.getPrivateKey());
        write("revoked/alice.rev", generator.generateCertification("alice <alice@mail.test>", alice.getPublicKey()));

        refused("revoked/alice.rev is neither one OpenPGP key nor a revocation certificate");
    }

    /** As {@code cat} puts it behind a key. */
    @Test
    void countsBehindTheSubkeyWhereItDoesNotBelong() throws Exception {
        Path file = web1.root.resolve("trust/clients/alice/alice.asc");
        PGPPublicKeyRing ring = keyring.get().trusted().get(0).certificate().keys();
        byte[] key = ring.getEncoded();
        byte[] revocation = revocation("alice", "alice").getEncoded();
        byte[] both = Arrays.copyOf(key, key.length + revocation.length);
        System.arraycopy(revocation, 0, both, key.length, revocation.length);
        assertThat(new BcPGPPublicKeyRing(both).getPublicKey().hasRevocation()).isFalse();

        Files.write(file, PgpRecipe.armor("PUBLIC KEY BLOCK", both));

        assertThat(isUsable()).isFalse();
    }

    private void refused(String fact) {
        assertThatThrownBy(keyring::get).isInstanceOf(KeyringFailure.class).hasMessageContaining(fact);
    }
}
