package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.VectorMaker.ENTITY_HEADER;
import static dev.mailshell.crypto.cms.VectorMaker.GOOD;
import static dev.mailshell.crypto.cms.VectorMaker.mail;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.cms.CMSAlgorithm;

/** Mails without a fault, in algorithms and forms that are allowed. */
final class GoodVectors {

    private final VectorMaker maker;

    GoodVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        good(
                "good-rsa",
                "RSASSA-PSS SHA-256, then AES-256-GCM with RSAES-OAEP SHA-256",
                entity -> maker.sealed(signed(maker.signature(entity))));
        good(
                "good-ec",
                "ECDSA SHA-256, then AES-256-GCM with ECDH SHA-256 KDF and AES-256 wrap",
                entity -> mail(maker.agreed(
                        signed(maker.ecSignature(entity)),
                        "web1-2",
                        CMSAlgorithm.ECDH_SHA256KDF,
                        CMSAlgorithm.AES256_WRAP)));
        good(
                "good-sha512",
                "RSASSA-PSS with SHA-512 throughout",
                entity -> maker.sealed(signed(new SignRecipe()
                        .by(maker.key("alice"), "SHA512WITHRSAANDMGF1")
                        .sign(entity))));
        good(
                "good-multipart-signed",
                "multipart/signed with a detached signature",
                entity -> maker.sealed(maker.detached(entity, entity)));
        good(
                "good-ec-signature-rsa-encryption",
                "ECDSA SHA-256, then RSAES-OAEP SHA-256",
                entity -> maker.sealed(signed(maker.ecSignature(entity))));
        good(
                "good-lf-line-ends",
                "good-rsa with LF line ends inside and outside",
                entity -> lf(maker.sealed(lf(signed(maker.signature(entity))))));
    }

    /** Each with an id of its own. */
    private void good(String name, String recipe, Sealed mail) throws Exception {
        maker.cms(name, "OK", recipe, mail.of(ascii(ENTITY_HEADER + CommandVectors.withIdOf(name, GOOD))));
    }

    /** How an entity becomes a mail. */
    private interface Sealed {
        byte[] of(byte[] entity) throws Exception;
    }

    private static byte[] lf(byte[] mail) {
        return ascii(new String(mail, StandardCharsets.US_ASCII).replace("\r\n", "\n"));
    }
}
