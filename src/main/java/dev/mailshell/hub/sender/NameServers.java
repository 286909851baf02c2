package dev.mailshell.hub.sender;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ResolverConfig;

/**
 * The resolving name servers that are asked, in order, and what they have answered lately. They are believed, so they have to be
 * near: on this machine or in its network. Safe for use by several threads; all instances together have one daemon thread for the network.
 */
public final class NameServers {

    /** Each at most {@link Lookups#MAX_ANSWER_BYTES} long. */
    private static final int MAX_CACHED = 1000;

    private static final int MAX_TTL_SECONDS = 3600;
    private static final int MAX_NEGATIVE_TTL_SECONDS = 300;

    private final List<InetSocketAddress> addresses;
    private final Cache cache = new Cache(DClass.IN);

    /** Throws {@link IllegalArgumentException} if there is none. */
    public NameServers(List<InetSocketAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no name server");
        }
        this.addresses = List.copyOf(addresses);
        cache.setMaxEntries(MAX_CACHED);
        cache.setMaxCache(MAX_TTL_SECONDS);
        cache.setMaxNCache(MAX_NEGATIVE_TTL_SECONDS);
    }

    /** Those that this machine is set to; the one on the machine itself if it is set to none. */
    public static NameServers ofSystem() {
        return new NameServers(ResolverConfig.getCurrentConfig().servers());
    }

    /** Questions for one mail, which end {@code budget} from now. */
    Lookups within(Duration budget) {
        return new Lookups(addresses, cache, budget);
    }
}
