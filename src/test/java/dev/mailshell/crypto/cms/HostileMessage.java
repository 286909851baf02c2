package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import java.nio.file.Path;

/** Opens one mail as web1 and prints the outcome; {@link HostileMessageTest} runs it in a small heap. */
final class HostileMessage {

    private HostileMessage() {}

    /** The arguments are an empty directory and the mail. */
    public static void main(String[] args) throws Exception {
        Home web1 = new VectorKeys(Vector.folder("keys")).web1(Path.of(args[0]));
        try (OpenedMessage opened = web1.protection(VectorKeys.CLOCK).open(Path.of(args[1]), web1.work())) {
            System.out.println("opened, from " + opened.signer());
        } catch (ProtectionFailure e) {
            System.out.println(e.reason() + ": " + e.getMessage());
        }
    }
}
