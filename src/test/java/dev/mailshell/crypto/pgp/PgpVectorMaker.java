package dev.mailshell.crypto.pgp;

import static dev.mailshell.crypto.pgp.PgpRecipe.armor;
import static dev.mailshell.crypto.pgp.PgpRecipe.ascii;
import static dev.mailshell.crypto.pgp.PgpRecipe.compress;
import static dev.mailshell.crypto.pgp.PgpRecipe.join;
import static dev.mailshell.crypto.pgp.PgpRecipe.literal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/** Makes the OpenPGP test vectors anew; run it from the project's directory. Each vector has exactly one fault. */
final class PgpVectorMaker {

    private static final String HEAD =
            "From: alice@mail.test\r\nTo: web1@mail.test\r\nSubject: Mail Shell\r\nMIME-Version: 1.0\r\n";
    private static final String CONTROL = "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n";
    static final String ENTITY =
            "Content-Type: application/vnd.mailshell.command+json\r\n\r\n{\"v\":1,\"to\":[\"web1\"]}\r\n";
    static final String TEXT = "@web1\n\nuptime\n";

    private final Path folder;
    private final PgpVectorKeys keys;

    private PgpVectorMaker(Path resources) {
        this.folder = resources.resolve("pgp");
        this.keys = new PgpVectorKeys(resources.resolve("pgp-keys"));
    }

    /** Writes all vectors, and the keys that are missing. */
    public static void main(String[] args) throws Exception {
        PgpVectorMaker maker = new PgpVectorMaker(Path.of("src/test/resources/vectors"));
        maker.keys.make();
        Files.createDirectories(maker.folder);
        maker.good();
        maker.signatures();
        maker.signers();
        maker.encryption();
        maker.packets();
        maker.mails();
        new PgpRepairVectors(maker).write();
    }

    void write(String name, String expect, String recipe, byte[] mail) throws Exception {
        byte[] head = ascii("expect: " + expect + "\nmade-with: " + recipe + "\n\n");
        Files.write(folder.resolve(name + ".eml"), join(head, mail));
    }

    private void good() throws Exception {
        byte[] signed = alice().sign(ascii(ENTITY));
        write("good", "OK", "signed by alice and encrypted for web1, combined", sealed(signed));
        write("good-compressed", "OK", "the same, compressed with zlib", sealed(compress(signed)));
        PgpRecipe hidden = new PgpRecipe();
        hidden.hidden = true;
        write(
                "good-hidden-recipient",
                "OK",
                "for db1 and web1, both without their key ids",
                mail(hidden.encrypt(signed, encryptionKey("db1"), encryptionKey("web1"))));
        PgpRecipe ocb = new PgpRecipe();
        ocb.ocb = true;
        write(
                "good-ocb",
                "OK",
                "the AEAD packet of gpg 2.4, with OCB",
                mail(ocb.encrypt(signed, encryptionKey("web1"))));
        write(
                "good-nested",
                "OK",
                "multipart/signed within what is encrypted",
                sealed(nested(alice(), ENTITY, ENTITY)));
        PgpRecipe text = alice();
        text.signatureType = PGPSignature.CANONICAL_TEXT_DOCUMENT;
        write("good-text-signature", "OK", "a signature over text with other line ends", sealed(text.sign(lines())));
        write("good-inline", "OK", "armor in the text of a mail", inline(alice().sign(ascii(TEXT))));
        PgpRecipe sha256 = alice();
        sha256.digest = HashAlgorithmTags.SHA256;
        write("good-sha256", "OK", "signed with SHA-256", sealed(sha256.sign(ascii(ENTITY))));
    }

    private static byte[] lines() {
        return ascii(ENTITY.replace("\r\n", "\n"));
    }

    private void signatures() throws Exception {
        write("unsigned", "NOT_SIGNED", "literal data only, encrypted", sealed(literal(ascii(ENTITY))));
        write("unsigned-inline", "NOT_SIGNED", "the same, in the text of a mail", inline(literal(ascii(TEXT))));
        PgpRecipe sha1 = alice();
        sha1.digest = HashAlgorithmTags.SHA1;
        write("sha1", "ALGORITHM_REFUSED", "signed with SHA-1", sealed(sha1.sign(ascii(ENTITY))));
        write("sha1-nested", "ALGORITHM_REFUSED", "multipart/signed with SHA-1", sealed(nested(sha1, ENTITY, ENTITY)));
        PgpRecipe future = alice();
        future.signedAt = PgpVectorKeys.NOW.plusSeconds(301);
        write("future-dated", "NOT_YET_VALID", "signed in 5 minutes and a second", sealed(future.sign(ascii(ENTITY))));
        PgpRecipe past = alice();
        past.signedAt = PgpVectorKeys.NOW.minusSeconds(60);
        past.signatureSeconds = 60;
        write(
                "signature-expired",
                "EXPIRED",
                "a signature for a minute, which is over",
                sealed(past.sign(ascii(ENTITY))));
        PgpRecipe critical = alice();
        critical.criticalNotation = true;
        write(
                "critical-notation",
                "ALGORITHM_REFUSED",
                "a signature with a critical notation",
                sealed(critical.sign(ascii(ENTITY))));
        PgpRecipe alone = alice();
        alone.signatureType = PGPSignature.STAND_ALONE;
        write(
                "not-over-a-document",
                "PGP_MALFORMED",
                "a signature that is not over a document",
                sealed(nested(alone, ENTITY, ENTITY)));
        write(
                "flipped-signed-content",
                "SIGNATURE_INVALID",
                "multipart/signed around another content",
                sealed(nested(alice(), ENTITY.replace("web1", "db1"), ENTITY)));
    }

    private void signers() throws Exception {
        write(
                "unknown-signer",
                "SIGNER_UNKNOWN",
                "signed by mallory",
                sealed(by("mallory").sign(ascii(ENTITY))));
        write(
                "good-plus-unknown",
                "SIGNER_COUNT",
                "signed by alice and by mallory",
                sealed(alice().by(keys.signing("mallory")).sign(ascii(ENTITY))));
        write(
                "two-good-signers",
                "SIGNER_COUNT",
                "signed by alice and by bob",
                sealed(alice().by(keys.signing("bob")).sign(ascii(ENTITY))));
        write(
                "two-signers-nested",
                "SIGNER_COUNT",
                "multipart/signed by alice and by mallory",
                sealed(nested(alice().by(keys.signing("mallory")), ENTITY, ENTITY)));
        write(
                "revoked",
                "KEY_REVOKED",
                "signed with a key of which a copy is in revoked",
                sealed(by("alice-revoked").sign(ascii(ENTITY))));
        write(
                "revoked-old-copy",
                "KEY_REVOKED",
                "signed with a key that its owner revoked, with a copy from before beside the one from after",
                sealed(by("alice-old").sign(ascii(ENTITY))));
        PgpRecipe expired = by("alice-expired");
        expired.signedAt = PgpVectorKeys.NOW.minusSeconds(365L * 24 * 60 * 60);
        write(
                "expired-backdated",
                "KEY_EXPIRED",
                "signed with an expired key, at a time when it was valid",
                sealed(expired.sign(ascii(ENTITY))));
        write(
                "not-yet-valid",
                "KEY_NOT_YET_VALID",
                "signed with a key of next year",
                sealed(by("alice-future").sign(ascii(ENTITY))));
        write(
                "rsa-2048",
                "ALGORITHM_REFUSED",
                "signed with RSA of 2048 bits",
                sealed(by("alice-2048").sign(ascii(ENTITY))));
        write(
                "forged-signer",
                "SIGNATURE_INVALID",
                "names alice as signer, made with mallory's key",
                sealed(new PgpRecipe().by(forged()).sign(ascii(ENTITY))));
    }

    private PGPKeyPair forged() throws Exception {
        PGPPublicKey alice = keys.signing("alice").getPublicKey();
        PGPPrivateKey mallory = keys.signing("mallory").getPrivateKey();
        return new PGPKeyPair(
                alice,
                new PGPPrivateKey(alice.getKeyID(), alice.getPublicKeyPacket(), mallory.getPrivateKeyDataPacket()));
    }

    private void encryption() throws Exception {
        byte[] signed = alice().sign(ascii(ENTITY));
        write("signed-only", "NOT_ENCRYPTED", "signed, not encrypted", mail(signed));
        write(
                "wrong-recipient",
                "NOT_FOR_OUR_KEY",
                "encrypted for db1",
                mail(new PgpRecipe().encrypt(signed, encryptionKey("db1"))));
        PgpRecipe bare = new PgpRecipe();
        bare.integrity = false;
        write(
                "no-mdc",
                "ALGORITHM_REFUSED",
                "encrypted without a modification detection code",
                mail(bare.encrypt(signed, encryptionKey("web1"))));
        PgpRecipe aes128 = new PgpRecipe();
        aes128.cipher = SymmetricKeyAlgorithmTags.AES_128;
        write("aes-128", "ALGORITHM_REFUSED", "AES-128", mail(aes128.encrypt(signed, encryptionKey("web1"))));
        byte[] encrypted = new PgpRecipe().encrypt(signed, encryptionKey("web1"));
        write("flipped-mdc", "INTEGRITY_FAILED", "the last byte flipped", mail(flip(encrypted, encrypted.length - 1)));
        write("flipped-ciphertext", "INTEGRITY_FAILED", "a byte flipped", mail(flip(encrypted, encrypted.length - 90)));
        PgpRecipe ocb = new PgpRecipe();
        ocb.ocb = true;
        byte[] sealedWithOcb = ocb.encrypt(signed, encryptionKey("web1"));
        write(
                "flipped-ocb-tag",
                "INTEGRITY_FAILED",
                "the last byte of the last tag of OCB flipped",
                mail(flip(sealedWithOcb, sealedWithOcb.length - 1)));
        write("ocb-huge-pieces", "PGP_MALFORMED", "pieces of OCB of 1 GiB", mail(withChunks(sealedWithOcb, 24)));
        PgpRecipe passphrase = new PgpRecipe();
        passphrase.passphrase = true;
        write(
                "passphrase",
                "PGP_MALFORMED",
                "encrypted for web1 and under a passphrase",
                mail(passphrase.encrypt(signed, encryptionKey("web1"))));
        write("encrypted-twice", "PGP_MALFORMED", "encrypted again", sealed(encrypted));
    }

    private void packets() throws Exception {
        byte[] signed = alice().sign(ascii(ENTITY));
        byte[] bomb = compress(literal(new byte[5_000_000]));
        write("bomb", "MAIL_TOO_LARGE", "5 MB of zeros, compressed", sealed(bomb));
        write("compressed-twice", "PGP_MALFORMED", "compressed again", sealed(compress(compress(signed))));
        write("two-messages", "PGP_MALFORMED", "two signed messages", sealed(join(signed, signed)));
        write(
                "literal-after",
                "PGP_MALFORMED",
                "more literal data after the signature",
                sealed(join(signed, literal(new byte[1]))));
        byte[] many = signed;
        for (int i = 0; i < 64; i++) {
            many = join(many, new byte[] {(byte) 0xca, 3, 'P', 'G', 'P'});
        }
        write("many-packets", "PGP_MALFORMED", "64 marker packets after the signature", sealed(many));
        write("no-packet", "PGP_MALFORMED", "plaintext that is no packet", sealed(ascii("uptime\n")));
        byte[] encrypted = new PgpRecipe().encrypt(signed, encryptionKey("web1"));
        write(
                "truncated",
                "PGP_MALFORMED",
                "the ciphertext cut in the middle",
                mail(Arrays.copyOf(encrypted, encrypted.length - 100)));
    }

    private void mails() throws Exception {
        byte[] armor = armor("MESSAGE", new PgpRecipe().encrypt(alice().sign(ascii(ENTITY)), encryptionKey("web1")));
        String text = new String(armor, StandardCharsets.ISO_8859_1);
        write(
                "armor-truncated",
                "PGP_MALFORMED",
                "the last line of the armor missing",
                around(ascii(text.replaceAll("-----END.*\r\n", ""))));
        write(
                "good-armor-checksum",
                "OK",
                "another checksum, for which RFC 9580 lets nobody refuse a message",
                around(ascii(text.replaceAll("\r\n=.{4}\r\n", "\r\n=AAAA\r\n"))));
        write("armor-twice", "PGP_MALFORMED", "the same armor again", around(join(armor, armor)));
        write("armor-missing", "NOT_ENCRYPTED", "no armor", around(ascii("uptime\r\n")));
        write(
                "no-version",
                "MAIL_MALFORMED",
                "the first part does not say Version: 1",
                ascii(new String(around(armor), StandardCharsets.ISO_8859_1).replace("Version: 1", "Version: 2")));
        write("clear-text", "NOT_ENCRYPTED", "a command in clear text", ascii(HEAD + "\r\n@web1\r\n\r\nuptime\r\n"));
        write("html", "NOT_ENCRYPTED", "armor in HTML", join(ascii(HEAD + "Content-Type: text/html\r\n\r\n"), armor));
    }

    /** All as it should be, before it is encrypted. */
    byte[] signed() throws Exception {
        return alice().sign(ascii(ENTITY));
    }

    byte[] unsigned() throws Exception {
        return literal(ascii(ENTITY));
    }

    byte[] armored(byte[] packets) throws Exception {
        return armor("MESSAGE", new PgpRecipe().encrypt(packets, encryptionKey("web1")));
    }

    private PgpRecipe alice() throws Exception {
        return by("alice");
    }

    private PgpRecipe by(String signer) throws Exception {
        return new PgpRecipe().by(keys.signing(signer));
    }

    private PGPPublicKey encryptionKey(String name) throws Exception {
        return keys.encryption(name).getPublicKey();
    }

    private byte[] sealed(byte[] packets) throws Exception {
        return mail(new PgpRecipe().encrypt(packets, encryptionKey("web1")));
    }

    private static byte[] mail(byte[] message) throws Exception {
        return around(armor("MESSAGE", message));
    }

    private static byte[] around(byte[] armor) {
        return join(
                ascii(HEAD
                        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n"
                        + "--b\r\n" + CONTROL + "\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n"),
                armor,
                ascii("\r\n--b--\r\n"));
    }

    private byte[] inline(byte[] packets) throws Exception {
        byte[] armor = armor("MESSAGE", new PgpRecipe().encrypt(packets, encryptionKey("web1")));
        return join(
                ascii(HEAD + "Content-Type: text/plain\r\n\r\nHi!\r\n\r\n"),
                armor,
                ascii("\r\n-- \r\nSent from a phone\r\n"));
    }

    private static byte[] nested(PgpRecipe signer, String shown, String really) throws Exception {
        return literal(join(
                ascii("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha512;"
                        + " boundary=s\r\n\r\n--s\r\n" + shown
                        + "\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n"),
                armor("SIGNATURE", signer.detached(ascii(really))),
                ascii("\r\n--s--\r\n")));
    }

    /** The fourth byte of the packet, whose header comes after that of the encrypted key. */
    private static byte[] withChunks(byte[] message, int doublings) {
        byte[] changed = message.clone();
        int packet = 2 + message[1];
        int header = (message[packet + 1] & 0xff) < 192 ? 2 : 3;
        changed[packet + header + 3] = (byte) doublings;
        return changed;
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }
}
