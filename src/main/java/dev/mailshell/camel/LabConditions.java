package dev.mailshell.camel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What must hold before anything insecure starts. */
final class LabConditions {

    static final String VARIABLE = "MAILSHELL_LAB";
    static final String VALUE = "i-understand-this-is-insecure";

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
     * @throws LabRefused if a host has an address beyond this machine, or the environment does not say that this is meant
     */
    static void require(List<String> hosts, Map<String, String> environment, Resolver resolver) {
        if (!VALUE.equals(environment.get(VARIABLE))) {
            throw new LabRefused(
                    "the lab is insecure: whoever can send a mail to it can run commands",
                    "set " + VARIABLE + "=" + VALUE + " in the environment if this is what you want; for anything"
                            + " else, use mailshell server");
        }
        for (String host : hosts) {
            if (!isLoopback(host, resolver)) {
                throw new LabRefused(
                        "the lab is for mail servers on this machine alone (was " + host
                                + ", expected a host whose addresses are all loopback)",
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
