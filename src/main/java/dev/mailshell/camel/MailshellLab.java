package dev.mailshell.camel;

import dev.mailshell.config.Mailbox;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Submission;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INSECURE, for teaching only: a server that takes commands as plain mail and believes From. The same routes, policy, ledger and runner
 * as a server's, but for what lies in {@code routes/lab}.
 */
public final class MailshellLab {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.lab");

    private MailshellLab() {}

    /**
     * Starts it, if its mail servers are on this machine alone and {@code environment} has {@code MAILSHELL_LAB}.
     *
     * @param environment of the process
     * @throws LabRefused if one of that is not so, or a server has used the home
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home cannot be used
     */
    public static MailshellServer start(
            MailshellConfig config, Policy policy, Surroundings around, Map<String, String> environment)
            throws IOException, RouteProblem {
        LabConditions.require(hosts(config), environment, InetAddress::getAllByName);
        config.home().create(config.role());
        LabMark.set(config.home());
        LOG.warn(
                "INSECURE LAB: whoever can send a mail to {} runs commands",
                config.identity().address());
        return MailshellServer.start(config, policy, warning(around), new Variant() {
            @Override
            public List<String> layers() {
                return MailshellLab.layers(config);
            }

            @Override
            public Map<String, Object> beans(Party party) {
                return LabBeans.of(party, around);
            }
        });
    }

    private static List<String> layers(MailshellConfig config) {
        return Stream.concat(Party.layers(config, "server").stream(), Stream.of("lab"))
                .toList();
    }

    private static List<String> hosts(MailshellConfig config) {
        return Stream.concat(
                        config.reception().mailbox().map(Mailbox::host).stream(),
                        config.smtp().map(Submission::host).stream())
                .toList();
    }

    /** What the log says is verified, is not. */
    private static Surroundings warning(Surroundings around) {
        return new Surroundings(
                around.clock(), around.random(), new LabTrail(around.trail()), around.counters(), around.steps());
    }
}
