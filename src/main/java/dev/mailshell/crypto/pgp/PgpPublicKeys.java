package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.PgpKeyView.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** OpenPGP keys that lie in no home yet, as {@code gpg --export} writes them, with {@code --armor} or without. */
public final class PgpPublicKeys {

    private PgpPublicKeys() {}

    /**
     * The keys in {@code file}, at least one, as they are shown at {@code now}.
     *
     * @throws KeyringFailure if there is anything else, such as a private key or nothing but a revocation
     */
    public static List<PgpKeyView> in(byte[] file, Instant now) {
        KeyBlock block = block(file);
        if (block.certificates().isEmpty()) {
            throw new KeyringFailure(
                    "it is a revocation certificate, and no key",
                    "put it into revoked/ of the home beside the key, as NAME.rev; it counts from the next mail on");
        }
        return block.certificates().stream()
                .map(ring -> new Certificate(ring).view(Kind.TRUSTED, Optional.empty(), false, now))
                .toList();
    }

    /**
     * Whether there are revocations in {@code file} and no keys.
     *
     * @throws KeyringFailure if there is anything else
     */
    public static boolean isRevocation(byte[] file) {
        return block(file).certificates().isEmpty();
    }

    private static KeyBlock block(byte[] file) {
        try {
            ByteArrayOutputStream packets = new ByteArrayOutputStream();
            boolean armored = new ArmorReader(new ByteArrayInputStream(file), "PUBLIC KEY BLOCK").decode(packets);
            return KeyBlock.of(new ByteArrayInputStream(armored ? packets.toByteArray() : file));
        } catch (ProtectionFailure | IOException | RuntimeException e) {
            throw new KeyringFailure(
                    "it is no block of public OpenPGP keys", "write it anew with: gpg --export --armor FINGERPRINT", e);
        }
    }
}
