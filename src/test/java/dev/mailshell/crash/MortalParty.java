package dev.mailshell.crash;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A server or a client as a process of its own that writes down each moment of its work and dies, by SIGKILL, at the first one of a given
 * name. Arguments: role, home, file for the moments, moment to die at (or empty).
 */
final class MortalParty {

    /** What the JVM has to open for it. */
    static final String OPTION = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private static final int SIGKILL = 9;

    private MortalParty() {}

    public static void main(String[] args) throws Exception {
        Moments moments = moments(Path.of(args[2]), args[3]);
        CommitMoments.watch(moments);
        // Held until the end.
        MailMoments mail = MailMoments.watch(moments);
        MailshellConfig config = MailshellConfig.load(new Home(Path.of(args[1])), System.getenv());
        Surroundings surroundings = new Surroundings(
                Clock.systemUTC(), new SecureRandom(), new LoggedTrail(), new Counters(), new StepMoments(moments));
        if (args[0].equals("server")) {
            MailshellServer.start(config, PolicyFile.read(config.home().policy()), surroundings);
        } else {
            MailshellClient.start(config, surroundings);
        }
        // Its parent ends it, if no moment does.
        synchronized (mail) {
            mail.wait();
        }
    }

    private static Moments moments(Path file, String last) throws ReflectiveOperationException {
        // The public way refuses signals that no handler can have.
        Method raise = Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
        raise.setAccessible(true);
        return moment -> {
            try {
                Files.writeString(
                        file,
                        moment + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                if (moment.equals(last)) {
                    raise.invoke(null, SIGKILL);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
