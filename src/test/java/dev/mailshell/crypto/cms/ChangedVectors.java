package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.VectorMaker.ENTITY_HEADER;
import static dev.mailshell.crypto.cms.VectorMaker.GOOD;
import static dev.mailshell.crypto.cms.VectorMaker.hex;
import static dev.mailshell.crypto.cms.VectorMaker.indexOf;
import static dev.mailshell.crypto.cms.VectorMaker.mail;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import org.bouncycastle.cms.CMSAlgorithm;

/** Mails that were changed on their way, by one bit or in what is shown. */
final class ChangedVectors {

    private final VectorMaker maker;

    ChangedVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        byte[] inner = signed(maker.signature());
        SmimeKeyPair web1 = maker.key("web1");
        Recipe content = new Recipe();
        content.flipInContent = 100;
        maker.cms(
                "flipped-ciphertext", "INTEGRITY_FAILED", "one bit of the ciphertext", mail(content.seal(inner, web1)));
        Recipe last = new Recipe();
        last.flipInContent = inner.length - 1;
        maker.cms(
                "flipped-last-ciphertext",
                "INTEGRITY_FAILED",
                "one bit of its last byte",
                mail(last.seal(inner, web1)));
        Recipe tag = new Recipe();
        tag.flipInTag = 15;
        maker.cms("flipped-tag", "INTEGRITY_FAILED", "one bit of the tag", mail(tag.seal(inner, web1)));
        Recipe key = new Recipe();
        key.flipInKey = 17;
        maker.cms(
                "flipped-encrypted-key",
                "INTEGRITY_FAILED",
                "one bit of the encrypted key",
                mail(key.seal(inner, web1)));
        byte[] ec = maker.agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP);
        byte[] oid = hex("060960864801650304012d");
        byte[] wrapped = ec.clone();
        // The wrapped key is the last OCTET STRING of 40 bytes after the algorithm.
        int at = indexOf(wrapped, hex("0428"), indexOf(wrapped, oid, 0)) + 5;
        wrapped[at] ^= 1;
        maker.cms("flipped-wrapped-key", "INTEGRITY_FAILED", "good-ec with one bit of the wrapped key", mail(wrapped));
        byte[] structure = maker.signature();
        byte[] changedContent = structure.clone();
        changedContent[indexOf(changedContent, ascii("uptime"), 0)] ^= 1;
        maker.cms(
                "flipped-signed-content",
                "SIGNATURE_INVALID",
                "one bit of the signed content",
                maker.sealed(signed(changedContent)));
        byte[] changedSignature = structure.clone();
        changedSignature[changedSignature.length - 20] ^= 1;
        maker.cms(
                "flipped-signature",
                "SIGNATURE_INVALID",
                "one bit of the signature",
                maker.sealed(signed(changedSignature)));
        byte[] other = ascii(ENTITY_HEADER + GOOD.replace("uptime", "reboot"));
        maker.cms(
                "flipped-detached-content",
                "SIGNATURE_INVALID",
                "multipart/signed whose first part is another one",
                maker.sealed(maker.detached(other, maker.entity)));
    }
}
