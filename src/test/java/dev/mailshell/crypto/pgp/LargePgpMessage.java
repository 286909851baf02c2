package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.LargeMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.Vector;
import java.nio.file.Path;

/** {@link LargePgpMessageTest} runs it in a small heap. */
final class LargePgpMessage {

    private LargePgpMessage() {}

    /** The only argument is an empty directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        PgpVectorKeys keys = new PgpVectorKeys(Vector.folder("pgp-keys"));
        Home alice = new Home(directory.resolve("alice"), "alice", Peers.SERVERS);
        keys.copy("alice.pgp.key", alice.identityFolder());
        keys.copy("web1.asc", alice.trustFolder("web1"));
        Home web1 = keys.web1(directory.resolve("web1"));
        LargeMessage.travel(
                directory,
                alice.protection(PgpVectorKeys.CLOCK),
                web1.protection(PgpVectorKeys.CLOCK, 200_000_000),
                web1);
    }
}
