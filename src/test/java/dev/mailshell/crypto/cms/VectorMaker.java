package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.Recipe.base64;
import static dev.mailshell.crypto.cms.Recipe.join;
import static dev.mailshell.crypto.cms.Recipe.mime;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/** Makes the test vectors anew; run it from the project's directory. Each vector has exactly one fault. */
final class VectorMaker {

    static final String ENTITY_HEADER = "Content-Type: application/vnd.mailshell.command+json\r\n\r\n";
    static final String GOOD = CommandVectors.json("\"to\":[\"web1\"]");
    static final String PSS = "SHA256WITHRSAANDMGF1";
    static final String ECDSA = "SHA256WITHECDSA";
    private static final String OUTER =
            "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\n";
    static final String SIGNED = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n";
    private static final Provider BC = new BouncyCastleProvider();

    private final Path folder;
    private final VectorKeys keys;
    private final byte[] entity = ascii(ENTITY_HEADER + GOOD);

    VectorMaker(Path resources) {
        this.folder = resources;
        this.keys = new VectorKeys(resources.resolve("keys"));
    }

    /** Writes all vectors, and the keys that are missing. */
    public static void main(String[] args) throws Exception {
        VectorMaker maker = new VectorMaker(Path.of("src/test/resources/vectors"));
        maker.keys.make();
        maker.good();
        maker.outside();
        maker.recipients();
        maker.encryption();
        maker.places();
        maker.changed();
        maker.inside();
        maker.signers();
        maker.signatures();
        new CommandVectors(maker).write();
    }

    private SmimeKeyPair key(String name) throws Exception {
        return keys.read(name);
    }

    void vector(String name, String expect, String recipe, byte[] mail) throws Exception {
        byte[] head = ascii("expect: " + expect + "\nmade-with: " + recipe + "\n\n");
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name + ".eml"), join(head, mail));
    }

    private void cms(String name, String expect, String recipe, byte[] mail) throws Exception {
        vector("cms/" + name, expect, recipe, mail);
    }

    private static byte[] head() {
        return ascii("From: alice@mail.test\r\nTo: web1@mail.test\r\nSubject: Mail Shell\r\n");
    }

    static byte[] mail(byte[] der) {
        return join(head(), mime(OUTER, der));
    }

    private byte[] signature() throws Exception {
        return signature(entity);
    }

    private byte[] signature(byte[] signedEntity) throws Exception {
        return new SignRecipe().by(key("alice"), PSS).sign(signedEntity);
    }

    private byte[] signed(byte[] der) {
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

    private void good() throws Exception {
        good(
                "good-rsa",
                "RSASSA-PSS SHA-256, then AES-256-GCM with RSAES-OAEP SHA-256",
                entity -> sealed(signed(signature(entity))));
        good(
                "good-ec",
                "ECDSA SHA-256, then AES-256-GCM with ECDH SHA-256 KDF and AES-256 wrap",
                entity -> mail(agreed(
                        signed(ecSignature(entity)), "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP)));
        good(
                "good-sha512",
                "RSASSA-PSS with SHA-512 throughout",
                entity -> sealed(signed(new SignRecipe()
                        .by(key("alice"), "SHA512WITHRSAANDMGF1")
                        .sign(entity))));
        good(
                "good-multipart-signed",
                "multipart/signed with a detached signature",
                entity -> sealed(detached(entity, entity)));
        good(
                "good-ec-signature-rsa-encryption",
                "ECDSA SHA-256, then RSAES-OAEP SHA-256",
                entity -> sealed(signed(ecSignature(entity))));
        good(
                "good-lf-line-ends",
                "good-rsa with LF line ends inside and outside",
                entity -> lf(sealed(lf(signed(signature(entity))))));
    }

    /** Each with an id of its own. */
    private void good(String name, String recipe, Sealed mail) throws Exception {
        cms(name, "OK", recipe, mail.of(ascii(ENTITY_HEADER + CommandVectors.withIdOf(name, GOOD))));
    }

    /** How an entity becomes a mail. */
    private interface Sealed {
        byte[] of(byte[] entity) throws Exception;
    }

    private byte[] ecSignature(byte[] signedEntity) throws Exception {
        return new SignRecipe().by(key("alice-ec"), ECDSA).sign(signedEntity);
    }

    private static byte[] lf(byte[] mail) {
        return ascii(new String(mail, StandardCharsets.US_ASCII).replace("\r\n", "\n"));
    }

    private byte[] detached(byte[] shown, byte[] really) throws Exception {
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

    private void outside() throws Exception {
        byte[] der = new Recipe().seal(signed(signature()), key("web1"));
        cms(
                "plain-text",
                "NOT_ENCRYPTED",
                "a text/plain mail",
                join(head(), ascii("Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n")));
        cms(
                "no-content-type",
                "NOT_ENCRYPTED",
                "good-rsa without Content-Type",
                join(head(), ascii("Content-Transfer-Encoding: base64\r\n\r\n"), base64(der)));
        cms("signed-only", "NOT_ENCRYPTED", "signed, not encrypted", join(head(), signed(signature())));
        cms(
                "wrong-smime-type",
                "NOT_ENCRYPTED",
                "good-rsa labelled enveloped-data",
                join(head(), mime(OUTER.replace("authEnveloped-data", "enveloped-data"), der)));
        cms(
                "wrong-content-type",
                "NOT_ENCRYPTED",
                "good-rsa labelled application/octet-stream",
                join(head(), mime("Content-Type: application/octet-stream; smime-type=authEnveloped-data\r\n", der)));
        cms(
                "multipart-mixed-around",
                "NOT_ENCRYPTED",
                "good-rsa as the only part of a multipart/mixed",
                multipart(mime(OUTER, der)));
        cms(
                "second-part-outside",
                "NOT_ENCRYPTED",
                "good-rsa and a text/plain in a multipart/mixed",
                multipart(mime(OUTER, der), ascii("Content-Type: text/plain\r\n\r\nfooter\r\n")));
        cms(
                "duplicate-content-type",
                "MAIL_MALFORMED",
                "good-rsa with Content-Type twice",
                join(head(), ascii("Content-Type: text/plain\r\n"), mime(OUTER, der)));
        cms(
                "duplicate-transfer-encoding",
                "MAIL_MALFORMED",
                "good-rsa with Content-Transfer-Encoding twice",
                join(head(), ascii("Content-Transfer-Encoding: 7bit\r\n"), mime(OUTER, der)));
        cms(
                "unknown-transfer-encoding",
                "MAIL_MALFORMED",
                "good-rsa in x-uuencode",
                replace(mail(der), "Encoding: base64", "Encoding: x-uuencode"));
        cms(
                "footer-after-base64",
                "MAIL_MALFORMED",
                "good-rsa with a line that a list added",
                join(mail(der), ascii("-- \r\nsent by a list\r\n")));
        cms("base64-cut", "MAIL_MALFORMED", "good-rsa without the last 5 characters of base64", cut(mail(der), 7));
        cms("header-only", "MAIL_MALFORMED", "the header without the empty line after it", join(head(), ascii(OUTER)));
        cms(
                "header-too-large",
                "MAIL_MALFORMED",
                "good-rsa with 70 KB of header",
                join(ascii("X-Long: " + "x".repeat(70_000) + "\r\n"), mail(der)));
        cms("not-cms", "CMS_MALFORMED", "text in base64", mail(ascii("this is not CMS")));
        cms("empty-body", "CMS_MALFORMED", "no body", join(head(), mime(OUTER, new byte[0])));
        cms(
                "truncated",
                "CMS_MALFORMED",
                "good-rsa without its last 40 bytes",
                mail(Arrays.copyOf(der, der.length - 40)));
        cms("trailing-bytes", "CMS_MALFORMED", "good-rsa with one zero byte after it", mail(join(der, new byte[1])));
        cms(
                "nested-too-deep",
                "CMS_MALFORMED",
                "5000 sequences in each other",
                mail(hex("3080".repeat(5000) + "0000".repeat(5000))));
        cms(
                "length-beyond-file",
                "CMS_MALFORMED",
                "an OCTET STRING of 2 GiB that is not there",
                mail(hex("3084ffffffff06010004847fffffff")));
    }

    private static byte[] multipart(byte[]... parts) {
        byte[] all = join(head(), ascii("Content-Type: multipart/mixed; boundary=\"b0\"\r\n\r\n"));
        for (byte[] part : parts) {
            all = join(all, ascii("--b0\r\n"), part, ascii("\r\n"));
        }
        return join(all, ascii("--b0--\r\n"));
    }

    private static byte[] replace(byte[] mail, String what, String with) {
        return ascii(new String(mail, StandardCharsets.US_ASCII).replace(what, with));
    }

    private static byte[] cut(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, bytes.length - count);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private void recipients() throws Exception {
        byte[] inner = signed(signature());
        cms("wrong-recipient", "NOT_FOR_OUR_KEY", "good-rsa for db1", mail(new Recipe().seal(inner, key("db1"))));
        cms(
                "wrong-recipient-ec",
                "NOT_FOR_OUR_KEY",
                "good-ec for mallory",
                mail(agreed(inner, "mallory", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP)));
    }

    private byte[] agreed(byte[] inner, String recipient, ASN1ObjectIdentifier kdf, ASN1ObjectIdentifier wrap)
            throws Exception {
        return EncryptedOnly.agreed(inner, key(recipient).certificate(), kdf, wrap);
    }

    private void encryption() throws Exception {
        byte[] inner = signed(signature());
        SmimeKeyPair web1 = key("web1");
        Recipe tag12 = new Recipe();
        tag12.tagBytes = 12;
        cms("tag-12-bytes", "ALGORITHM_REFUSED", "good-rsa with a tag of 12 bytes", mail(tag12.seal(inner, web1)));
        Recipe short12 = new Recipe();
        short12.tagBytes = 12;
        short12.claimFullTag = true;
        cms(
                "tag-shorter-than-it-says",
                "INTEGRITY_FAILED",
                "a tag of 12 bytes, parameters that say 16",
                mail(short12.seal(inner, web1)));
        Recipe nonce = new Recipe();
        nonce.nonceBytes = 16;
        cms("nonce-16-bytes", "ALGORITHM_REFUSED", "good-rsa with a nonce of 16 bytes", mail(nonce.seal(inner, web1)));
        Recipe aes128 = new Recipe();
        aes128.keyBits = 128;
        aes128.cipher = NISTObjectIdentifiers.id_aes128_GCM;
        cms("aes-128", "ALGORITHM_REFUSED", "good-rsa with AES-128-GCM", mail(aes128.seal(inner, web1)));
        Recipe small = new Recipe();
        small.keyBits = 128;
        cms(
                "aes-128-called-256",
                "INTEGRITY_FAILED",
                "a key of 128 bits, labelled AES-256-GCM",
                mail(small.seal(inner, web1)));
        Recipe sha1 = new Recipe();
        sha1.oaepDigest = "SHA-1";
        sha1.oaepMask = MGF1ParameterSpec.SHA1;
        cms("oaep-sha1", "ALGORITHM_REFUSED", "good-rsa with RSAES-OAEP of SHA-1", mail(sha1.seal(inner, web1)));
        Recipe mask = new Recipe();
        mask.oaepMask = MGF1ParameterSpec.SHA1;
        cms("oaep-mgf1-sha1", "ALGORITHM_REFUSED", "good-rsa with MGF1 of SHA-1", mail(mask.seal(inner, web1)));
        Recipe pkcs1 = new Recipe();
        pkcs1.pkcs1 = true;
        cms(
                "key-transport-pkcs1",
                "ALGORITHM_REFUSED",
                "good-rsa with RSAES-PKCS1-v1_5",
                mail(pkcs1.seal(inner, web1)));
        cms(
                "ecdh-sha1-kdf",
                "ALGORITHM_REFUSED",
                "good-ec with the SHA-1 KDF",
                mail(agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA1KDF, CMSAlgorithm.AES256_WRAP)));
        cms(
                "ecdh-aes128-wrap",
                "ALGORITHM_REFUSED",
                "good-ec with AES-128 key wrap",
                mail(agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES128_WRAP)));
        Recipe digested = new Recipe();
        digested.contentType = CMSObjectIdentifiers.signedData;
        cms(
                "content-not-data",
                "CMS_MALFORMED",
                "good-rsa with signedData as type of the encrypted content",
                mail(digested.seal(inner, web1)));
        cms(
                "enveloped-data-cbc",
                "ALGORITHM_REFUSED",
                "EnvelopedData with AES-256-CBC, labelled authEnveloped-data",
                mail(cbc(inner, web1)));
        Recipe wrongType = new Recipe();
        wrongType.type = CMSObjectIdentifiers.signedData;
        cms("wrong-cms-type", "CMS_MALFORMED", "good-rsa with the type signedData", mail(wrongType.seal(inner, web1)));
    }

    private void places() throws Exception {
        byte[] inner = signed(signature());
        cms("good-small-segments", "OK", "good-rsa in segments of 16 bytes", mail(segments(inner, 16)));
        cms("segments-of-one-byte", "CMS_MALFORMED", "good-rsa in segments of 1 byte", mail(segments(inner, 1)));
        Recipe place = new Recipe();
        place.contentForAlgorithm = true;
        cms(
                "content-for-algorithm",
                "CMS_MALFORMED",
                "good-rsa with [0] around the content's algorithm",
                mail(place.seal(inner, key("web1"))));
        byte[] text = signature();
        int header = indexOf(text, entity, 0) - 4;
        text[header] = 0x0c;
        cms("signed-content-not-octets", "CMS_MALFORMED", "the signed content is a UTF8String", sealed(signed(text)));
    }

    private byte[] segments(byte[] inner, int size) throws Exception {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(transport(key("web1")));
        generator.setBufferSize(size);
        var encryptor = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                .setProvider(BC)
                .build();
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        try (OutputStream out = generator.open(envelope, encryptor)) {
            out.write(inner);
        }
        return envelope.toByteArray();
    }

    private static JceKeyTransRecipientInfoGenerator transport(SmimeKeyPair recipient) throws Exception {
        var oaep = new JcaAlgorithmParametersConverter()
                .getAlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return new JceKeyTransRecipientInfoGenerator(recipient.certificate(), oaep).setProvider(BC);
    }

    private static byte[] cbc(byte[] inner, SmimeKeyPair recipient) throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(transport(recipient));
        return generator
                .generate(
                        new CMSProcessableByteArray(inner),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                .setProvider(BC)
                                .build())
                .getEncoded();
    }

    private void changed() throws Exception {
        byte[] inner = signed(signature());
        SmimeKeyPair web1 = key("web1");
        Recipe content = new Recipe();
        content.flipInContent = 100;
        cms("flipped-ciphertext", "INTEGRITY_FAILED", "one bit of the ciphertext", mail(content.seal(inner, web1)));
        Recipe last = new Recipe();
        last.flipInContent = inner.length - 1;
        cms("flipped-last-ciphertext", "INTEGRITY_FAILED", "one bit of its last byte", mail(last.seal(inner, web1)));
        Recipe tag = new Recipe();
        tag.flipInTag = 15;
        cms("flipped-tag", "INTEGRITY_FAILED", "one bit of the tag", mail(tag.seal(inner, web1)));
        Recipe key = new Recipe();
        key.flipInKey = 17;
        cms("flipped-encrypted-key", "INTEGRITY_FAILED", "one bit of the encrypted key", mail(key.seal(inner, web1)));
        byte[] ec = agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP);
        byte[] oid = hex("060960864801650304012d");
        byte[] wrapped = ec.clone();
        // The wrapped key is the last OCTET STRING of 40 bytes after the algorithm.
        int at = indexOf(wrapped, hex("0428"), indexOf(wrapped, oid, 0)) + 5;
        wrapped[at] ^= 1;
        cms("flipped-wrapped-key", "INTEGRITY_FAILED", "good-ec with one bit of the wrapped key", mail(wrapped));
        byte[] structure = signature();
        byte[] changedContent = structure.clone();
        changedContent[indexOf(changedContent, ascii("uptime"), 0)] ^= 1;
        cms(
                "flipped-signed-content",
                "SIGNATURE_INVALID",
                "one bit of the signed content",
                sealed(signed(changedContent)));
        byte[] changedSignature = structure.clone();
        changedSignature[changedSignature.length - 20] ^= 1;
        cms("flipped-signature", "SIGNATURE_INVALID", "one bit of the signature", sealed(signed(changedSignature)));
        byte[] other = ascii(ENTITY_HEADER + GOOD.replace("uptime", "reboot"));
        cms(
                "flipped-detached-content",
                "SIGNATURE_INVALID",
                "multipart/signed whose first part is another one",
                sealed(detached(other, entity)));
    }

    static int indexOf(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("the recipe does not find what it wants to change");
    }

    private void inside() throws Exception {
        byte[] der = signature();
        cms("not-signed", "NOT_SIGNED", "encrypted, not signed", sealed(entity));
        cms("compressed", "NOT_SIGNED", "compressed-data around the signed entity", sealed(compressed(signed(der))));
        cms(
                "signed-label-wrong",
                "NOT_SIGNED",
                "signed-data labelled certs-only",
                sealed(mime(SIGNED.replace("signed-data", "certs-only"), der)));
        cms(
                "multipart-around-signed",
                "NOT_SIGNED",
                "a multipart/mixed around the signed-data",
                sealed(Arrays.copyOfRange(multipart(signed(der)), head().length, multipart(signed(der)).length)));
        cms(
                "encrypted-twice",
                "NOT_SIGNED",
                "good-rsa encrypted again",
                sealed(mime(OUTER, new Recipe().seal(signed(der), key("web1")))));
        cms(
                "duplicate-header-inside",
                "MAIL_MALFORMED",
                "Content-Type twice inside",
                sealed(join(ascii("Content-Type: text/plain\r\n"), signed(der))));
        cms("no-header-end-inside", "MAIL_MALFORMED", "one line inside", sealed(ascii("Content-Type: text/plain")));
        cms(
                "trailing-bytes-inside",
                "CMS_MALFORMED",
                "a zero byte after the SignedData",
                sealed(signed(join(der, new byte[1]))));
        cms("truncated-inside", "CMS_MALFORMED", "SignedData without its last byte", sealed(signed(cut(der, 1))));
        SignRecipe empty = new SignRecipe().by(key("alice"), PSS);
        empty.encapsulate = false;
        cms("nothing-signed", "CMS_MALFORMED", "signed-data without content", sealed(signed(empty.sign(entity))));
        SignRecipe type = new SignRecipe().by(key("alice"), PSS);
        type.contentType = CMSObjectIdentifiers.compressedData;
        cms(
                "signed-content-not-data",
                "CMS_MALFORMED",
                "compressedData as type of the signed content",
                sealed(signed(type.sign(entity))));
        cms(
                "multipart-signed-three-parts",
                "MAIL_MALFORMED",
                "a third part in multipart/signed",
                sealed(replace(
                        detached(entity, entity), "--b1--", "--b1\r\nContent-Type: text/plain\r\n\r\nx\r\n--b1--")));
        cms(
                "multipart-signed-not-closed",
                "MAIL_MALFORMED",
                "multipart/signed without its closing delimiter",
                sealed(replace(detached(entity, entity), "--b1--", "")));
    }

    private static byte[] compressed(byte[] inner) throws Exception {
        byte[] der = new CMSCompressedDataGenerator()
                .generate(new CMSProcessableByteArray(inner), new ZlibCompressor())
                .getEncoded();
        return mime("Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z\r\n", der);
    }

    private void signers() throws Exception {
        cms(
                "unknown-signer",
                "SIGNER_UNKNOWN",
                "signed by mallory, whose certificate is in the message",
                sealedAndSigned(entity, "mallory"));
        cms(
                "two-signers",
                "SIGNER_COUNT",
                "signed by alice and by bob",
                sealed(signed(new SignRecipe()
                        .by(key("alice"), PSS)
                        .by(key("bob"), ECDSA)
                        .sign(entity))));
        cms(
                "no-signer",
                "SIGNER_COUNT",
                "signed-data without any signer",
                sealed(signed(new SignRecipe().sign(entity))));
        SignRecipe expired = new SignRecipe().by(key("alice-expired"), ECDSA);
        expired.signingTime = Instant.parse("2025-06-01T00:00:00Z");
        cms(
                "expired-backdated",
                "KEY_EXPIRED",
                "signed with an expired key, signing time when it was valid",
                sealed(signed(expired.sign(entity))));
        cms("not-yet-valid", "KEY_NOT_YET_VALID", "signed with a key of 2100", sealedAndSigned(entity, "alice-future"));
        cms(
                "revoked",
                "KEY_REVOKED",
                "signed with a revoked key that the trust folder still has",
                sealedAndSigned(entity, "alice-revoked"));
        byte[] forged = new SignRecipe()
                .by(
                        new SmimeKeyPair(
                                key("mallory").privateKey(), key("alice-ec").certificate()),
                        ECDSA)
                .sign(entity);
        cms(
                "forged-signer",
                "SIGNATURE_INVALID",
                "names alice as signer, made with mallory's key",
                sealed(signed(forged)));
    }

    private void signatures() throws Exception {
        refusedSignature("sha1-digest", "alice", "SHA1WITHRSAANDMGF1", "RSASSA-PSS with SHA-1");
        refusedSignature("sha224-digest", "alice-ec", "SHA224WITHECDSA", "ECDSA with SHA-224");
        refusedSignature("rsa-pkcs1-signature", "alice", "SHA256WITHRSA", "RSASSA-PKCS1-v1_5 with SHA-256");
        refusedSignature("rsa-2048", "alice-2048", PSS, "RSASSA-PSS with a key of 2048 bits");
        refusedSignature("ec-p384", "alice-p384", ECDSA, "ECDSA on P-384");
        SignRecipe bare = new SignRecipe().by(key("alice"), PSS);
        bare.attributes = false;
        cms(
                "no-signed-attributes",
                "CMS_MALFORMED",
                "a signature over the content itself",
                sealed(signed(bare.sign(entity))));
    }

    private void refusedSignature(String name, String signer, String algorithm, String recipe) throws Exception {
        cms(
                name,
                "ALGORITHM_REFUSED",
                recipe,
                sealed(signed(new SignRecipe().by(key(signer), algorithm).sign(entity))));
    }
}
