package dev.mailshell.camel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What must hold before anything insecure starts. */
final class LabConditions {

    static final String VARIABLE = "MAILSHELL_LAB";
    static final String VALUE = "i-understand-this-is-insecure";

    /** No name that somebody else answers for: each connection looks it up anew, and it may mean another machine by then. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[?[0-9a-f:]*:[0-9a-f:.]*]?");

    /** Finds all addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private LabConditions() {}

    /**
     * Lets the lab start.
     *
     * @param hosts of all mail servers
     * @param environment of the process; no file can stand in for it
     * @throws LabRefused if a host is not localhost or an address, or has one beyond this machine, or the environment does not say that this is meant
     */
    static void require(List<String> hosts, Map<String, String> environment, Resolver resolver) {
        if (!VALUE.equals(environment.get(VARIABLE))) {
            throw new LabRefused(
                    "the lab is insecure: whoever can send a mail to it can run commands",
                    "set " + VARIABLE + "=" + VALUE + " in the environment if this is what you want; for anything"
                            + " else, use mailshell server");
        }
        for (String host : hosts) {
            if (!THIS_MACHINE.matcher(host).matches() || !isLoopback(host, resolver)) {
                throw new LabRefused(
                        "the lab is for mail servers on this machine alone (was " + host
                                + ", expected localhost or a loopback address)",
                        "set mailshell.imap.host and mailshell.smtp.host to localhost");
            }
        }
    }

    private static boolean isLoopback(String host, Resolver resolver) {
        try {
            InetAddress[] addresses = resolver.resolve(host);
            return addresses.length > 0 && Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
