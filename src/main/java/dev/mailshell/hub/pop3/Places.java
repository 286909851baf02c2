package dev.mailshell.hub.pop3;

import dev.mailshell.hub.user.Network;
import java.util.HashMap;
import java.util.Map;

/** How many connections there are. Safe for use by several threads. */
final class Places {

    private final int most;
    private final int mostOfNetwork;
    private final Map<Network, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostOfNetwork) {
        this.most = most;
        this.mostOfNetwork = mostOfNetwork;
    }

    /** Whether there was one left. */
    synchronized boolean take(Network network) {
        int before = taken.getOrDefault(network, 0);
        if (all >= most || before >= mostOfNetwork) {
            return false;
        }
        taken.put(network, before + 1);
        all++;
        return true;
    }

    synchronized void leave(Network network) {
        taken.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
        all--;
    }
}
