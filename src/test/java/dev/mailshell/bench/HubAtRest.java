package dev.mailshell.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What a hub holds in memory for those who are connected and do nothing. */
final class HubAtRest {

    /** Of each protocol: as many as a hub takes. */
    private static final int CONNECTIONS = 500;

    /** Of each, fewer connections than one address may have. */
    private static final int ADDRESSES = 20;

    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final HubSite site;

    HubAtRest(HubSite site) {
        this.site = site;
    }

    /** Lines to print. */
    List<String> measure() throws Exception {
        site.addUsers(CONNECTIONS);
        // One of each, so that what the first brings is not counted for all.
        site.submit("127.0.0.1", "alice").close();
        site.read("alice").close();
        Measurement.pause(SETTLING);
        long before = site.hub().residentKib();
        Deque<AutoCloseable> connections = new ArrayDeque<>();
        try {
            for (int i = 1; i <= CONNECTIONS; i++) {
                connections.push(site.submit(address(i), "alice"));
            }
            Measurement.pause(SETTLING);
            long submitting = site.hub().residentKib();
            for (int i = 1; i <= CONNECTIONS; i++) {
                connections.push(site.readAdded(address(i), i));
            }
            Measurement.pause(SETTLING);
            return List.of(String.format(
                    Locale.ROOT,
                    "hub: %d MiB resident with none, %d MiB with %d idle connections of SMTP, %d MiB with %d of POP3 as well",
                    before / 1024,
                    submitting / 1024,
                    CONNECTIONS,
                    site.hub().residentKib() / 1024,
                    CONNECTIONS));
        } finally {
            while (!connections.isEmpty()) {
                connections.pop().close();
            }
        }
    }

    private static String address(int number) {
        return "127.0.0." + (1 + number % ADDRESSES);
    }
}
