package dev.mailshell.cli;

import dev.mailshell.crypto.pgp.PgpKeyView;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What a key says of itself, whatever its kind. */
sealed interface KeyMaterial {

    /** Such as {@code RSA-3072} or {@code EC-256}. */
    String algorithm();

    Instant validFrom();

    /** Empty if never. */
    Optional<Instant> validUntil();

    /** What only its kind has. */
    Map<String, String> particulars();

    /** The public half as text, to be handed on. */
    String text();

    /** Of S/MIME. */
    record Certificate(X509Certificate certificate) implements KeyMaterial {

        @Override
        public String algorithm() {
            if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
                return "RSA-" + rsa.getModulus().bitLength();
            }
            if (certificate.getPublicKey() instanceof ECPublicKey ec) {
                return "EC-" + ec.getParams().getCurve().getField().getFieldSize();
            }
            return certificate.getPublicKey().getAlgorithm();
        }

        @Override
        public Instant validFrom() {
            return certificate.getNotBefore().toInstant();
        }

        @Override
        public Optional<Instant> validUntil() {
            return Optional.of(certificate.getNotAfter().toInstant());
        }

        @Override
        public Map<String, String> particulars() {
            return Map.of("serial", certificate.getSerialNumber().toString(16));
        }

        /** RFC 7468 section 5. */
        @Override
        public String text() {
            try {
                Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
                return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was read cannot be written", e);
            }
        }
    }

    /** Of OpenPGP. */
    record OpenPgp(PgpKeyView view) implements KeyMaterial {

        @Override
        public String algorithm() {
            return view.algorithm();
        }

        @Override
        public Instant validFrom() {
            return view.validFrom();
        }

        @Override
        public Optional<Instant> validUntil() {
            return view.validUntil();
        }

        @Override
        public Map<String, String> particulars() {
            return Map.of();
        }

        @Override
        public String text() {
            return view.armored();
        }
    }
}
