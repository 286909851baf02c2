package dev.mailshell.crypto;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Seals 60 MB and opens them again. */
public final class LargeMessage {

    private LargeMessage() {}

    /**
     * Goes once from {@code alice} to {@code web1}.
     *
     * @param directory where the files are made
     */
    public static void travel(Path directory, MessageProtection alice, MessageProtection web1, TestHome home)
            throws IOException, ProtectionFailure {
        Path entity = directory.resolve("entity");
        byte[] block = new byte[1_000_000];
        new Random(1).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(entity)) {
            out.write("Content-Type: application/octet-stream\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 60; i++) {
                out.write(block);
            }
        }
        Path sealed = directory.resolve("sealed.eml");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            alice.seal(content -> Files.copy(entity, content), new IdentityName("web1"), out);
        }
        try (OpenedMessage opened = web1.open(sealed, home.work())) {
            if (Files.mismatch(entity, opened.entity()) != -1) {
                throw new IllegalStateException("another content came out");
            }
        }
    }
}
