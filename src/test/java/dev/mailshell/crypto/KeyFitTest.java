package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFitTest {

    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair OTHER = pair("RSA", 2048);

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void takesThePairAndNoOther(String algorithm) throws Exception {
        int bits = algorithm.equals("RSA") ? 2048 : 256;
        KeyPair pair = pair(algorithm, bits);

        assertThat(KeyFit.fits(pair.getPrivate(), pair.getPublic())).isTrue();
        assertThat(KeyFit.fits(pair.getPrivate(), pair(algorithm, bits).getPublic()))
                .isFalse();
    }

    /** Each number of RSA that is not of the pair but of another, while modulus and public exponent are. */
    static Stream<List<BigInteger>> damaged() {
        List<BigInteger> mine = numbers((RSAPrivateCrtKey) RSA.getPrivate());
        List<BigInteger> other = numbers((RSAPrivateCrtKey) OTHER.getPrivate());
        return IntStream.range(0, mine.size()).mapToObj(wrong -> IntStream.range(0, mine.size())
                .mapToObj(i -> i == wrong ? other.get(i) : mine.get(i))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void refusesRsaKeyThatOnlyClaimsToBeOfThePair(List<BigInteger> numbers) throws Exception {
        assertThat(KeyFit.fits(privateKey(numbers), RSA.getPublic())).isFalse();
    }

    @Test
    void refusesPrimesThatAreNotTheModulus() throws Exception {
        assertThat(KeyFit.fits(privateKey(numbers((RSAPrivateCrtKey) OTHER.getPrivate())), RSA.getPublic()))
                .isFalse();
    }

    @Test
    void refusesKeysOfDifferentAlgorithms() {
        assertThatThrownBy(() -> KeyFit.fits(pair("EC", 256).getPrivate(), RSA.getPublic()))
                .isInstanceOf(InvalidKeyException.class);
    }

    /** With modulus and public exponent of the pair. */
    private static PrivateKey privateKey(List<BigInteger> numbers) throws GeneralSecurityException {
        RSAPrivateCrtKey own = (RSAPrivateCrtKey) RSA.getPrivate();
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        own.getModulus(),
                        own.getPublicExponent(),
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        numbers.get(4),
                        numbers.get(5)));
    }

    private static List<BigInteger> numbers(RSAPrivateCrtKey key) {
        return List.of(
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
