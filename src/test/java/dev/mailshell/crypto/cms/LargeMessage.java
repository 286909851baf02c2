package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.IdentityName;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Seals and opens 60 MB; {@link LargeMessageTest} runs it in a small heap. */
final class LargeMessage {

    private LargeMessage() {}

    /** The only argument is an empty directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        VectorKeys keys = new VectorKeys(Vector.folder("keys"));
        Home alice = new Home(directory.resolve("alice"), "alice", Peers.SERVERS)
                .own("alice", keys.read("alice"))
                .trust("web1", "web1", keys.read("web1"));
        Path entity = directory.resolve("entity");
        byte[] block = new byte[1_000_000];
        new Random(1).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(entity)) {
            for (int i = 0; i < 60; i++) {
                out.write(block);
            }
        }
        Path sealed = directory.resolve("sealed.eml");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            alice.protection(VectorKeys.CLOCK)
                    .seal(content -> Files.copy(entity, content), new IdentityName("web1"), out);
        }
        Home web1 = keys.web1(directory.resolve("web1"));
        try (OpenedMessage opened =
                web1.protection(VectorKeys.CLOCK, 200_000_000).open(sealed, web1.work())) {
            if (Files.mismatch(entity, opened.entity()) != -1) {
                throw new IllegalStateException("another content came out");
            }
        }
    }
}
