package dev.mailshell.e2e;

import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.hub.DemoMailServer;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The one in-process mail server of a test run; each test has addresses of its own. */
public final class SharedMail {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SharedMail() {}

    private static final class Holder {
        static final DemoMailServer SERVER = start();

        private static DemoMailServer start() {
            try {
                Path directory = Files.createTempDirectory("mailshell-mail");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory), "removing"));
                return DemoMailServer.start(directory, Clock.systemUTC(), new SecureRandom());
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void remove(Path directory) {
            try {
                TreeRemoval.remove(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new mailbox. */
    public static Map<String, String> add(MailAddress address) {
        return Holder.SERVER.addMailbox(address);
    }

    /** An address that no other test has. */
    public static MailAddress address(String name) {
        return new MailAddress(name + "." + NUMBER.incrementAndGet() + "@mail.test");
    }
}
