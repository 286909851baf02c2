package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One who signs mail by programs that are not ours: dkimpy, and Mail::DKIM of Perl. */
record DkimSigner(Path folder, String name, KeyPair keys) {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path MAIL_DKIM = Path.of("/usr/share/perl5/Mail/DKIM/Signer.pm");

    /** Of RSA with that many bits; Ed25519 if there are none. */
    static DkimSigner create(Path folder, String name, int bits) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(bits > 0 ? "RSA" : "Ed25519");
        if (bits > 0) {
            generator.initialize(bits);
        }
        DkimSigner signer = new DkimSigner(folder, name, generator.generateKeyPair());
        byte[] secret = signer.keys.getPrivate().getEncoded();
        Files.writeString(
                signer.keyFile(),
                bits > 0
                        ? "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret)
                                + "\n-----END PRIVATE KEY-----\n"
                        : base64(Arrays.copyOfRange(secret, secret.length - 32, secret.length)));
        return signer;
    }

    private Path keyFile() {
        return folder.resolve(name + ".key");
    }

    /** Its public key, as a record holds it. */
    String published() {
        byte[] encoded = keys.getPublic().getEncoded();
        boolean isRsa = keys.getPublic().getAlgorithm().equals("RSA");
        return base64(isRsa ? encoded : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code mail} with a signature above it; {@code tags} replace those that dkimpy would write. */
    String sign(String domain, String selector, String canonicalization, String algorithm, String mail, String... tags)
            throws IOException, InterruptedException {
        Prerequisite.require(
                Files.exists(PYTHON) && Files.exists(Path.of("/usr/lib/python3/dist-packages/dkim")), "python3-dkim");
        List<String> command = new ArrayList<>(List.of(
                PYTHON.toString(),
                "src/test/resources/dkim/sign.py",
                selector,
                domain,
                keyFile().toString(),
                canonicalization,
                algorithm));
        command.addAll(List.of(tags));
        return run(command, mail);
    }

    String signByPerl(String domain, String selector, String mail) throws IOException, InterruptedException {
        Prerequisite.require(Files.exists(MAIL_DKIM), "libmail-dkim-perl");
        return run(
                List.of(
                        "/usr/bin/perl",
                        "src/test/resources/dkim/sign.pl",
                        selector,
                        domain,
                        keyFile().toString()),
                mail);
    }

    private static String run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.ISO_8859_1));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
