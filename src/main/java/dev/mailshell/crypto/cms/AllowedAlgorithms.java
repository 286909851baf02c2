package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The algorithms of the protocol: one way to encrypt, two kinds of keys, SHA-256 or better. Whatever is not listed here is refused. */
final class AllowedAlgorithms {

    static final int RSA_BITS = 3072;
    private static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final BigInteger MIN_SALT = BigInteger.valueOf(32);
    private static final BigInteger MAX_SALT = BigInteger.valueOf(1024);

    /** Each allowed digest, and what ECDSA with it is called. */
    private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256, X9ObjectIdentifiers.ecdsa_with_SHA256,
            NISTObjectIdentifiers.id_sha384, X9ObjectIdentifiers.ecdsa_with_SHA384,
            NISTObjectIdentifiers.id_sha512, X9ObjectIdentifiers.ecdsa_with_SHA512);

    private AllowedAlgorithms() {}

    /** AES-256-GCM with a 12-byte nonce and a 16-byte tag (RFC 5084 section 3.2; there, no length means 12). */
    static void requireContentEncryption(AlgorithmIdentifier algorithm) throws ProtectionFailure {
        require(
                algorithm.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_GCM),
                "the content encryption is not AES-256-GCM");
        GCMParameters parameters = GCMParameters.getInstance(algorithm.getParameters());
        require(parameters != null && parameters.getNonce().length == NONCE_BYTES, "the GCM nonce is not 12 bytes");
        require(
                parameters.getIcvLen() == TAG_BYTES,
                "the GCM tag has " + parameters.getIcvLen() + " bytes (expected " + TAG_BYTES + ")");
    }

    /** RSAES-OAEP with SHA-256 and MGF1-SHA-256 (RFC 4055 section 4.1; there, no parameters mean SHA-1). */
    static void requireKeyTransport(AlgorithmIdentifier algorithm) throws ProtectionFailure {
        require(
                algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP),
                "the key is encrypted with another algorithm than RSAES-OAEP");
        RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
        require(
                parameters != null
                        && isDigest(parameters.getHashAlgorithm(), NISTObjectIdentifiers.id_sha256)
                        && isMgf1(parameters.getMaskGenAlgorithm(), NISTObjectIdentifiers.id_sha256)
                        && isEmptyLabel(parameters.getPSourceAlgorithm()),
                "RSAES-OAEP is not with SHA-256, MGF1-SHA-256 and an empty label");
    }

    /** Ephemeral-static ECDH on P-256 with the SHA-256 KDF and AES-256 key wrap (RFC 5753 section 3.1). */
    static void requireKeyAgreement(AlgorithmIdentifier algorithm, OriginatorIdentifierOrKey originator)
            throws ProtectionFailure {
        require(
                algorithm.getAlgorithm().equals(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme),
                "the key agreement is not ECDH with the SHA-256 KDF");
        AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(algorithm.getParameters());
        require(
                wrap != null && wrap.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_wrap),
                "the key is wrapped with another algorithm than AES-256 key wrap");
        OriginatorPublicKey key = originator.getOriginatorKey();
        require(key != null && isP256OrImplied(key.getAlgorithm()), "the sender's key is not an ephemeral P-256 key");
    }

    /** SHA-256, SHA-384 or SHA-512. */
    static void requireDigest(AlgorithmIdentifier algorithm) throws ProtectionFailure {
        require(DIGESTS.containsKey(algorithm.getAlgorithm()), "the digest is weaker than SHA-256");
    }

    /** RSASSA-PSS or ECDSA, with the digest that the content was digested with. */
    static void requireSignature(AlgorithmIdentifier digest, AlgorithmIdentifier signature) throws ProtectionFailure {
        requireDigest(digest);
        if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            requirePss(digest.getAlgorithm(), RSASSAPSSparams.getInstance(signature.getParameters()));
        } else {
            require(
                    signature.getAlgorithm().equals(DIGESTS.get(digest.getAlgorithm())),
                    "the signature is neither RSASSA-PSS nor ECDSA with the digest of the content");
        }
    }

    private static void requirePss(ASN1ObjectIdentifier digest, RSASSAPSSparams parameters) throws ProtectionFailure {
        require(
                parameters != null
                        && isDigest(parameters.getHashAlgorithm(), digest)
                        && isMgf1(parameters.getMaskGenAlgorithm(), digest)
                        && parameters.getSaltLength().compareTo(MIN_SALT) >= 0
                        && parameters.getSaltLength().compareTo(MAX_SALT) <= 0
                        && parameters.getTrailerField().equals(BigInteger.ONE),
                "RSASSA-PSS is not with one digest throughout and a salt of at least 32 bytes");
    }

    /** An RSA key of at least 3072 bits, or a P-256 key. */
    static boolean allowsKey(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength() >= RSA_BITS
                : isP256(SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm());
    }

    /** Refuses a key that is not {@linkplain #allowsKey allowed}. */
    static void requireKey(PublicKey key) throws ProtectionFailure {
        require(allowsKey(key), "the key is neither RSA of at least " + RSA_BITS + " bits nor EC on P-256");
    }

    private static boolean isP256(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters());
    }

    /** openssl leaves the curve out, since it must be the recipient's. */
    private static boolean isP256OrImplied(AlgorithmIdentifier algorithm) {
        boolean implied = algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && isAbsent(algorithm.getParameters());
        return implied || isP256(algorithm);
    }

    private static boolean isDigest(AlgorithmIdentifier algorithm, ASN1ObjectIdentifier digest) {
        return algorithm.getAlgorithm().equals(digest) && isAbsent(algorithm.getParameters());
    }

    private static boolean isMgf1(AlgorithmIdentifier algorithm, ASN1ObjectIdentifier digest) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && isDigest(AlgorithmIdentifier.getInstance(algorithm.getParameters()), digest);
    }

    private static boolean isEmptyLabel(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_pSpecified)
                && ASN1OctetString.getInstance(algorithm.getParameters()).getOctetsLength() == 0;
    }

    private static boolean isAbsent(ASN1Encodable parameters) {
        return parameters == null || DERNull.INSTANCE.equals(parameters);
    }

    private static void require(boolean condition, String fact) throws ProtectionFailure {
        if (!condition) {
            throw new ProtectionFailure(Reason.ALGORITHM_REFUSED, fact);
        }
    }
}
