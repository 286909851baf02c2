package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.ECDSA;
import static dev.mailshell.crypto.cms.VectorMaker.PSS;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.time.Instant;

/** Mails signed by somebody else, or in another way than is allowed. */
final class SignatureVectors {

    private final VectorMaker maker;

    SignatureVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        signers();
        signatures();
    }

    private void signers() throws Exception {
        maker.cms(
                "unknown-signer",
                "SIGNER_UNKNOWN",
                "signed by mallory, whose certificate is in the message",
                maker.sealedAndSigned(maker.entity, "mallory"));
        maker.cms(
                "two-signers",
                "SIGNER_COUNT",
                "signed by alice and by bob",
                maker.sealed(signed(new SignRecipe()
                        .by(maker.key("alice"), PSS)
                        .by(maker.key("bob"), ECDSA)
                        .sign(maker.entity))));
        maker.cms(
                "no-signer",
                "SIGNER_COUNT",
                "signed-data without any signer",
                maker.sealed(signed(new SignRecipe().sign(maker.entity))));
        SignRecipe expired = new SignRecipe().by(maker.key("alice-expired"), ECDSA);
        expired.signingTime = Instant.parse("2025-06-01T00:00:00Z");
        maker.cms(
                "expired-backdated",
                "KEY_EXPIRED",
                "signed with an expired key, signing time when it was valid",
                maker.sealed(signed(expired.sign(maker.entity))));
        maker.cms(
                "not-yet-valid",
                "KEY_NOT_YET_VALID",
                "signed with a key of 2100",
                maker.sealedAndSigned(maker.entity, "alice-future"));
        maker.cms(
                "revoked",
                "KEY_REVOKED",
                "signed with a revoked key that the trust folder still has",
                maker.sealedAndSigned(maker.entity, "alice-revoked"));
        byte[] forged = new SignRecipe()
                .by(
                        new SmimeKeyPair(
                                maker.key("mallory").privateKey(),
                                maker.key("alice-ec").certificate()),
                        ECDSA)
                .sign(maker.entity);
        maker.cms(
                "forged-signer",
                "SIGNATURE_INVALID",
                "names alice as signer, made with mallory's key",
                maker.sealed(signed(forged)));
    }

    private void signatures() throws Exception {
        refusedSignature("sha1-digest", "alice", "SHA1WITHRSAANDMGF1", "RSASSA-PSS with SHA-1");
        refusedSignature("sha224-digest", "alice-ec", "SHA224WITHECDSA", "ECDSA with SHA-224");
        refusedSignature("rsa-pkcs1-signature", "alice", "SHA256WITHRSA", "RSASSA-PKCS1-v1_5 with SHA-256");
        refusedSignature("rsa-2048", "alice-2048", PSS, "RSASSA-PSS with a key of 2048 bits");
        refusedSignature("ec-p384", "alice-p384", ECDSA, "ECDSA on P-384");
        SignRecipe bare = new SignRecipe().by(maker.key("alice"), PSS);
        bare.attributes = false;
        maker.cms(
                "no-signed-attributes",
                "CMS_MALFORMED",
                "a signature over the content itself",
                maker.sealed(signed(bare.sign(maker.entity))));
    }

    private void refusedSignature(String name, String signer, String algorithm, String recipe) throws Exception {
        maker.cms(
                name,
                "ALGORITHM_REFUSED",
                recipe,
                maker.sealed(
                        signed(new SignRecipe().by(maker.key(signer), algorithm).sign(maker.entity))));
    }
}
