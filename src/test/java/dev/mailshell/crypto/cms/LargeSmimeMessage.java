package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.LargeMessage;
import dev.mailshell.crypto.Peers;
import java.nio.file.Path;

/** {@link LargeMessageTest} runs it in a small heap. */
final class LargeSmimeMessage {

    private LargeSmimeMessage() {}

    /** The only argument is an empty directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        VectorKeys keys = new VectorKeys(Vector.folder("keys"));
        Home alice = new Home(directory.resolve("alice"), "alice", Peers.SERVERS)
                .own("alice", keys.read("alice"))
                .trust("web1", "web1", keys.read("web1"));
        Home web1 = keys.web1(directory.resolve("web1"));
        LargeMessage.travel(
                directory, alice.protection(VectorKeys.CLOCK), web1.protection(VectorKeys.CLOCK, 200_000_000), web1);
    }
}
