package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens mail as web1 and prints the outcome; tests run it in a small heap. */
final class HostileMessage {

    private HostileMessage() {}

    /** The arguments are an empty directory, and the mail or a folder of mails, for each of which its name is printed first. */
    public static void main(String[] args) throws Exception {
        Home web1 = new VectorKeys(Vector.folder("keys")).web1(Path.of(args[0]));
        Path mail = Path.of(args[1]);
        if (!Files.isDirectory(mail)) {
            System.out.println(outcome(web1, mail));
            return;
        }
        for (Path each : mailsIn(mail)) {
            long before = processorMillis();
            String outcome = outcome(web1, each);
            System.out.println(each.getFileName() + " " + outcome + ", after " + (processorMillis() - before)
                    + " ms of processor");
        }
    }

    private static List<Path> mailsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static long processorMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static String outcome(Home web1, Path mail) {
        try (OpenedMessage opened = web1.protection(VectorKeys.CLOCK).open(mail, web1.work())) {
            return "opened, from " + opened.signer();
        } catch (ProtectionFailure e) {
            return e.reason() + ": " + e.getMessage();
        } catch (IOException e) {
            return "left a file behind: " + e;
        }
    }
}
