package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault each, refused before any work is done for it. */
class PasswordBasedEncryptionTest {

    private static final byte[] SALT = new byte[16];
    private static final byte[] CONTENT = new byte[160];
    private static final ASN1ObjectIdentifier SHA256 = PKCSObjectIdentifiers.id_hmacWithSHA256;
    private static final KeyDerivationFunc GOOD = pbkdf2(600_000, 32, SHA256);

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                                new PKCS12PBEParams(SALT, 600_000)),
                        "the scheme is not PBES2"),
                fault(GOOD, NISTObjectIdentifiers.id_aes128_CBC, "the cipher is not AES-256-CBC"),
                fault(GOOD, PKCSObjectIdentifiers.des_EDE3_CBC, "the cipher is not AES-256-CBC"),
                fault(
                        pbkdf2(599_999, 32, SHA256),
                        "the number of rounds of PBKDF2 was 599999, expected 600000 to 10000000"),
                fault(
                        pbkdf2(10_000_001, 32, SHA256),
                        "the number of rounds of PBKDF2 was 10000001, expected 600000 to 10000000"),
                fault(
                        pbkdf2(600_000, 32, PKCSObjectIdentifiers.id_hmacWithSHA1),
                        "PBKDF2 is with a weaker digest than SHA-256"),
                fault(
                        pbkdf2(600_000, 32, PKCSObjectIdentifiers.id_hmacWithSHA224),
                        "PBKDF2 is with a weaker digest than SHA-256"),
                fault(pbkdf2(600_000, 16, SHA256), "the derived key has not 32 bytes"),
                fault(scrypt(8_192, 8, 1), "N of scrypt was 8192, expected 16384"),
                fault(scrypt(32_768, 8, 1), "N of scrypt was 32768, expected 16384"),
                fault(scrypt(16_384, 1 << 20, 1), "r of scrypt was 1048576, expected 8"),
                fault(scrypt(16_384, 8, 17), "p of scrypt was 17, expected 1 to 16"),
                fault(
                        new KeyDerivationFunc(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC, DERNull.INSTANCE),
                        "the key derivation is neither PBKDF2 nor scrypt"));
    }

    @Test
    void takesANewSaltAndANewVectorEachTime() throws Exception {
        PasswordBasedEncryption encryption = new PasswordBasedEncryption("long passphrase");
        PBES2Parameters one = parameters(encryption.encrypt(CONTENT, new SecureRandom()));
        PBES2Parameters other = parameters(encryption.encrypt(CONTENT, new SecureRandom()));

        assertThat(one.getKeyDerivationFunc()).isNotEqualTo(other.getKeyDerivationFunc());
        assertThat(one.getEncryptionScheme()).isNotEqualTo(other.getEncryptionScheme());
    }

    private static PBES2Parameters parameters(byte[] encrypted) {
        return PBES2Parameters.getInstance(EncryptedPrivateKeyInfo.getInstance(encrypted)
                .getEncryptionAlgorithm()
                .getParameters());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void refusesWhatIsNotAllowed(AlgorithmIdentifier algorithm, String fact) throws Exception {
        byte[] encrypted = new EncryptedPrivateKeyInfo(algorithm, CONTENT).getEncoded();

        assertThatThrownBy(() -> new PasswordBasedEncryption("secret").decrypt(encrypted))
                .isInstanceOf(InvalidAlgorithmParameterException.class)
                .hasMessage(fact);
    }

    @Test
    void refusesWhatIsNoEncryptedKey() throws Exception {
        byte[] noParameters = new EncryptedPrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2), CONTENT)
                .getEncoded();
        byte[] shortIv = new EncryptedPrivateKeyInfo(
                        pbes2(GOOD, NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[8])), CONTENT)
                .getEncoded();

        Stream.of(new byte[0], new byte[] {1, 2, 3}, noParameters, shortIv)
                .forEach(encrypted -> assertThatThrownBy(() -> new PasswordBasedEncryption("secret").decrypt(encrypted))
                        .isInstanceOf(InvalidKeyException.class));
    }

    private static Arguments fault(KeyDerivationFunc derivation, String fact) {
        return fault(derivation, NISTObjectIdentifiers.id_aes256_CBC, fact);
    }

    private static Arguments fault(KeyDerivationFunc derivation, ASN1ObjectIdentifier cipher, String fact) {
        return Arguments.of(pbes2(derivation, cipher, new DEROctetString(new byte[16])), fact);
    }

    private static AlgorithmIdentifier pbes2(
            KeyDerivationFunc derivation, ASN1ObjectIdentifier cipher, ASN1Encodable iv) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, new EncryptionScheme(cipher, iv)));
    }

    private static KeyDerivationFunc pbkdf2(int rounds, int keyBytes, ASN1ObjectIdentifier function) {
        AlgorithmIdentifier prf = new AlgorithmIdentifier(function, DERNull.INSTANCE);
        return new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, rounds, keyBytes, prf));
    }

    private static KeyDerivationFunc scrypt(int cost, int blockSize, int lanes) {
        return new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, cost, blockSize, lanes));
    }
}
