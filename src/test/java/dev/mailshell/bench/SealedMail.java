package dev.mailshell.bench;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.IdentityName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Random;

/** A mail from alice to web1, from file to file. */
final class SealedMail {

    private static final int HUNDRED_MEGABYTES = 100_000_000;

    private final MessageProtection alice;
    private final MessageProtection web1;
    private final WorkFolder work;

    SealedMail(CryptoParties parties, CryptoFormat format) {
        this.alice = parties.alice(format);
        this.web1 = parties.web1(format);
        this.work = new WorkFolder(parties.directory().resolve("work"), new SecureRandom(), 3);
    }

    /** Seals and opens 100 MB once. The arguments are the directory of {@link CryptoHomes} and a {@link CryptoFormat}. */
    public static void main(String[] args) throws IOException, ProtectionFailure {
        Path directory = Path.of(args[0]);
        CryptoFormat format = CryptoFormat.valueOf(args[1]);
        Path entity = directory.resolve("entity");
        write(entity, HUNDRED_MEGABYTES);
        SealedMail mail = new SealedMail(new CryptoParties(directory), format);
        long start = System.nanoTime();
        mail.seal(entity, directory.resolve("ours.eml"));
        long sealed = System.nanoTime();
        mail.open(directory.resolve("ours.eml"));
        System.out.printf(
                Locale.ROOT,
                "100 MB at -Xmx%dm, %s: sealed in %.1f s, opened in %.1f s%n",
                Runtime.getRuntime().maxMemory() >> 20,
                format.title(),
                (sealed - start) / 1e9,
                (System.nanoTime() - sealed) / 1e9);
    }

    /** A part of so many bytes that cannot be compressed. */
    static void write(Path entity, int bytes) throws IOException {
        Random random = new Random(1);
        byte[] block = new byte[Math.min(bytes, 1_000_000)];
        try (OutputStream out = Files.newOutputStream(entity)) {
            out.write("Content-Type: application/octet-stream\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int written = 0; written < bytes; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    void seal(Path entity, Path sealed) throws IOException, ProtectionFailure {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sealed))) {
            alice.seal(content -> Files.copy(entity, content), new IdentityName("web1"), out);
        }
    }

    void open(Path sealed) throws IOException, ProtectionFailure {
        try (OpenedMessage opened = web1.open(sealed, work)) {
            if (!opened.signer().toString().equals("alice")) {
                throw new IllegalStateException("signed by " + opened.signer());
            }
        }
    }
}
