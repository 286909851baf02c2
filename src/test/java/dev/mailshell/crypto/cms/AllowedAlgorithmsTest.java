package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule alone: in a message, one that is gone may hide behind another. */
class AllowedAlgorithmsTest {

    private static final AlgorithmIdentifier SHA1 = of(OIWObjectIdentifiers.idSHA1);
    private static final AlgorithmIdentifier SHA256 = of(NISTObjectIdentifiers.id_sha256);
    private static final AlgorithmIdentifier SHA512 = of(NISTObjectIdentifiers.id_sha512);
    private static final AlgorithmIdentifier ECDSA = of(X9ObjectIdentifiers.ecdsa_with_SHA256);

    @Test
    void allowsDigestsFromSha256On() {
        assertAllowed(() -> AllowedAlgorithms.requireDigest(SHA256));
        assertAllowed(() -> AllowedAlgorithms.requireDigest(SHA512));
        assertRefused(() -> AllowedAlgorithms.requireDigest(SHA1));
    }

    @Test
    void allowsEcdsaWithTheDigestOfTheContent() {
        assertAllowed(() -> AllowedAlgorithms.requireSignature(SHA256, ECDSA));
        assertRefused(() -> AllowedAlgorithms.requireSignature(SHA512, ECDSA));
        assertRefused(() -> AllowedAlgorithms.requireSignature(SHA1, of(X9ObjectIdentifiers.ecdsa_with_SHA1)));
        assertRefused(
                () -> AllowedAlgorithms.requireSignature(SHA256, of(PKCSObjectIdentifiers.sha256WithRSAEncryption)));
    }

    @Test
    void allowsPssWithOneDigestAndALongSalt() {
        assertAllowed(() -> AllowedAlgorithms.requireSignature(SHA256, pss(SHA256, mgf1(SHA256), 32, 1)));
        assertAllowed(() -> AllowedAlgorithms.requireSignature(
                SHA256, pss(of(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE), mgf1(SHA256), 32, 1)));
        assertAllowed(() -> AllowedAlgorithms.requireSignature(SHA512, pss(SHA512, mgf1(SHA512), 64, 1)));
    }

    static Stream<AlgorithmIdentifier> weakPss() {
        return Stream.of(
                pss(SHA512, mgf1(SHA256), 32, 1),
                pss(SHA256, mgf1(SHA512), 32, 1),
                pss(SHA256, mgf1(SHA1), 32, 1),
                pss(SHA256, of(PKCSObjectIdentifiers.id_RSAES_OAEP, SHA256), 32, 1),
                pss(of(NISTObjectIdentifiers.id_sha256, new ASN1Integer(1)), mgf1(SHA256), 32, 1),
                pss(SHA256, mgf1(SHA256), 31, 1),
                pss(SHA256, mgf1(SHA256), 100_000, 1),
                pss(SHA256, mgf1(SHA256), 32, 2),
                of(PKCSObjectIdentifiers.id_RSASSA_PSS));
    }

    @ParameterizedTest
    @MethodSource("weakPss")
    void refusesAnyOtherPss(AlgorithmIdentifier signature) {
        assertRefused(() -> AllowedAlgorithms.requireSignature(SHA256, signature));
    }

    @Test
    void allowsOaepWithSha256AndAnEmptyLabel() {
        assertAllowed(() -> AllowedAlgorithms.requireKeyTransport(oaep(SHA256, mgf1(SHA256), new byte[0])));
        assertRefused(() -> AllowedAlgorithms.requireKeyTransport(oaep(SHA1, mgf1(SHA256), new byte[0])));
        assertRefused(() -> AllowedAlgorithms.requireKeyTransport(oaep(SHA256, mgf1(SHA1), new byte[0])));
        assertRefused(() -> AllowedAlgorithms.requireKeyTransport(oaep(SHA256, mgf1(SHA256), new byte[1])));
        assertRefused(() -> AllowedAlgorithms.requireKeyTransport(of(PKCSObjectIdentifiers.id_RSAES_OAEP)));
        assertRefused(() -> AllowedAlgorithms.requireKeyTransport(of(PKCSObjectIdentifiers.rsaEncryption)));
    }

    @Test
    void allowsEcdhOnP256WithAesKeyWrap() {
        AlgorithmIdentifier agreement = ecdh(NISTObjectIdentifiers.id_aes256_wrap);

        assertAllowed(() -> AllowedAlgorithms.requireKeyAgreement(agreement, ec(SECObjectIdentifiers.secp256r1)));
        assertAllowed(() -> AllowedAlgorithms.requireKeyAgreement(agreement, ec(null)));
        assertAllowed(() -> AllowedAlgorithms.requireKeyAgreement(agreement, ec(DERNull.INSTANCE)));
    }

    @Test
    void refusesAnyOtherKeyAgreement() {
        AlgorithmIdentifier agreement = ecdh(NISTObjectIdentifiers.id_aes256_wrap);
        OriginatorIdentifierOrKey p256 = ec(SECObjectIdentifiers.secp256r1);

        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(agreement, ec(SECObjectIdentifiers.secp384r1)));
        assertRefused(
                () -> AllowedAlgorithms.requireKeyAgreement(agreement, key(of(PKCSObjectIdentifiers.rsaEncryption))));
        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(
                agreement, key(of(PKCSObjectIdentifiers.rsaEncryption, SECObjectIdentifiers.secp256r1))));
        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(
                agreement,
                new OriginatorIdentifierOrKey(new IssuerAndSerialNumber(new X500Name("CN=web1"), BigInteger.ONE))));
        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(ecdh(NISTObjectIdentifiers.id_aes128_wrap), p256));
        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(
                of(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme), p256));
        assertRefused(() -> AllowedAlgorithms.requireKeyAgreement(
                of(X9ObjectIdentifiers.dhSinglePass_stdDH_sha1kdf_scheme, of(NISTObjectIdentifiers.id_aes256_wrap)),
                p256));
    }

    private static void assertAllowed(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(ProtectionFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.ALGORITHM_REFUSED));
    }

    private static AlgorithmIdentifier of(ASN1ObjectIdentifier algorithm) {
        return new AlgorithmIdentifier(algorithm);
    }

    private static AlgorithmIdentifier of(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters) {
        return new AlgorithmIdentifier(algorithm, parameters);
    }

    private static AlgorithmIdentifier mgf1(AlgorithmIdentifier digest) {
        return of(PKCSObjectIdentifiers.id_mgf1, digest);
    }

    private static AlgorithmIdentifier pss(
            AlgorithmIdentifier digest, AlgorithmIdentifier mask, int salt, int trailer) {
        return of(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(digest, mask, new ASN1Integer(salt), new ASN1Integer(trailer)));
    }

    private static AlgorithmIdentifier oaep(AlgorithmIdentifier digest, AlgorithmIdentifier mask, byte[] label) {
        return of(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new RSAESOAEPparams(digest, mask, of(PKCSObjectIdentifiers.id_pSpecified, new DEROctetString(label))));
    }

    private static AlgorithmIdentifier ecdh(ASN1ObjectIdentifier wrap) {
        return of(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, of(wrap));
    }

    private static OriginatorIdentifierOrKey ec(ASN1Encodable curve) {
        return key(of(X9ObjectIdentifiers.id_ecPublicKey, curve));
    }

    private static OriginatorIdentifierOrKey key(AlgorithmIdentifier algorithm) {
        return new OriginatorIdentifierOrKey(new OriginatorPublicKey(algorithm, new byte[65]));
    }
}
