package dev.mailshell.bench;

import java.io.IOException;
import java.time.Duration;

/** A question by way of the hub to its answer. */
final class HubRoundTrip {

    private final HubSite site;
    private final int warmUp;
    private final int samples;

    HubRoundTrip(HubSite site, int warmUp, int samples) {
        this.site = site;
        this.warmUp = warmUp;
        this.samples = samples;
    }

    /** The floor: plain mail to web1 and back, each waiting as Mail Shell does. */
    Samples echo() throws Exception {
        try (HubEcho echo = new HubEcho(site)) {
            return Measurement.latency(echo::send, warmUp, Duration.ZERO, samples);
        }
    }

    /** A command for the server in the hub, which is stopped afterwards. */
    Samples toHub() throws Exception {
        return commands("hub", site.hub());
    }

    /** A command for a server that has its mailbox at the hub. */
    Samples toServer() throws Exception {
        return commands("web1", site.start("server", "web1"));
    }

    private Samples commands(String name, Party server) throws Exception {
        try (Commands commands = commands(name, server, site.start("client", "alice"))) {
            return Measurement.latency(commands::send, warmUp, Duration.ZERO, samples);
        }
    }

    private Commands commands(String name, Party server, Party client) throws IOException {
        return new Commands(site.home("alice"), name, server, client);
    }
}
