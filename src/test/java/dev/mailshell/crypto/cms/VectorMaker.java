package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.Recipe.join;
import static dev.mailshell.crypto.cms.Recipe.mime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Makes the test vectors anew; run it from the project's directory. Each vector has exactly one fault. */
final class VectorMaker {

    static final String ENTITY_HEADER = "Content-Type: application/vnd.mailshell.command+json\r\n\r\n";
    static final String GOOD = CommandVectors.json("\"to\":[\"web1\"]");
    static final String PSS = "SHA256WITHRSAANDMGF1";
    static final String ECDSA = "SHA256WITHECDSA";
    static final String OUTER =
            "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\n";
    static final String SIGNED = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n";

    private final Path folder;
    private final VectorKeys keys;
    final byte[] entity = ascii(ENTITY_HEADER + GOOD);

    VectorMaker(Path resources) {
        this.folder = resources;
        this.keys = new VectorKeys(resources.resolve("keys"));
    }

    /** Writes all vectors, and the keys that are missing. */
    public static void main(String[] args) throws Exception {
        VectorMaker maker = new VectorMaker(Path.of("src/test/resources/vectors"));
        maker.keys.make();
        new GoodVectors(maker).write();
        new OutsideVectors(maker).write();
        new RepairVectors(maker).write();
        new EncryptionVectors(maker).write();
        new ChangedVectors(maker).write();
        new InsideVectors(maker).write();
        new SignatureVectors(maker).write();
        new CommandVectors(maker).write();
    }

    SmimeKeyPair key(String name) throws Exception {
        return keys.read(name);
    }

    void vector(String name, String expect, String recipe, byte[] mail) throws Exception {
        byte[] head = ascii("expect: " + expect + "\nmade-with: " + recipe + "\n\n");
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name + ".eml"), join(head, mail));
    }

    void cms(String name, String expect, String recipe, byte[] mail) throws Exception {
        vector("cms/" + name, expect, recipe, mail);
    }

    static byte[] head() {
        return ascii("From: alice@mail.test\r\nTo: web1@mail.test\r\nSubject: Mail Shell\r\n");
    }

    static byte[] mail(byte[] der) {
        return join(head(), mime(OUTER, der));
    }

    byte[] signature() throws Exception {
        return signature(entity);
    }

    byte[] signature(byte[] signedEntity) throws Exception {
        return new SignRecipe().by(key("alice"), PSS).sign(signedEntity);
    }

    static byte[] signed(byte[] der) {
        return mime(SIGNED, der);
    }

    /** Sealed for web1's RSA key, all as it should be. */
    byte[] sealed(byte[] inner) throws Exception {
        return mail(new Recipe().seal(inner, key("web1")));
    }

    byte[] sealedAndSigned(byte[] signedEntity, String signer) throws Exception {
        String algorithm = signer.equals("alice") ? PSS : ECDSA;
        return sealed(signed(new SignRecipe().by(key(signer), algorithm).sign(signedEntity)));
    }

    byte[] ecSignature(byte[] signedEntity) throws Exception {
        return new SignRecipe().by(key("alice-ec"), ECDSA).sign(signedEntity);
    }

    byte[] detached(byte[] shown, byte[] really) throws Exception {
        SignRecipe recipe = new SignRecipe().by(key("alice"), PSS);
        recipe.encapsulate = false;
        return join(
                ascii("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256;"
                        + " boundary=\"b1\"\r\n\r\n--b1\r\n"),
                shown,
                ascii("\r\n--b1\r\n"),
                mime("Content-Type: application/pkcs7-signature; name=smime.p7s\r\n", recipe.sign(really)),
                ascii("\r\n--b1--\r\n"));
    }

    static byte[] multipart(byte[]... parts) {
        byte[] all = join(head(), ascii("Content-Type: multipart/mixed; boundary=\"b0\"\r\n\r\n"));
        for (byte[] part : parts) {
            all = join(all, ascii("--b0\r\n"), part, ascii("\r\n"));
        }
        return join(all, ascii("--b0--\r\n"));
    }

    static byte[] replace(byte[] mail, String what, String with) {
        return ascii(new String(mail, StandardCharsets.US_ASCII).replace(what, with));
    }

    static byte[] cut(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, bytes.length - count);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    byte[] agreed(byte[] inner, String recipient, ASN1ObjectIdentifier kdf, ASN1ObjectIdentifier wrap)
            throws Exception {
        return EncryptedOnly.agreed(inner, key(recipient).certificate(), kdf, wrap);
    }

    static int indexOf(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("the recipe does not find what it wants to change");
    }
}
