package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Network;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The connections that are open: no more than are allowed, and none for longer than it is. */
final class Connections {

    private final int most;
    private final int mostOfOne;
    private final Set<Wire> open = new HashSet<>();
    private final Map<Network, Integer> counts = new HashMap<>();
    private boolean closed;

    Connections(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Counts a connection in; false if there are too many. */
    synchronized boolean add(Wire wire) {
        if (closed || open.size() >= most || counts.getOrDefault(wire.network(), 0) >= mostOfOne) {
            return false;
        }
        open.add(wire);
        counts.merge(wire.network(), 1, Integer::sum);
        return true;
    }

    /** Counts it out; does nothing if it is not counted. */
    synchronized void remove(Wire wire) {
        if (open.remove(wire)) {
            counts.computeIfPresent(wire.network(), (network, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int size() {
        return open.size();
    }

    /** Ends those whose time is over, whatever they wait for. */
    void endOverdue() {
        end(Wire::isOverdue);
    }

    /** Takes no more of them, and ends those whose message is not with the route. */
    void endIdle() {
        synchronized (this) {
            closed = true;
        }
        end(wire -> !wire.isBusy());
    }

    /** Takes no more of them, and ends all. */
    void endAll() {
        synchronized (this) {
            closed = true;
        }
        end(wire -> true);
    }

    private void end(Predicate<Wire> which) {
        List<Wire> wires;
        synchronized (this) {
            wires = List.copyOf(open);
        }
        wires.stream().filter(which).forEach(Wire::abort);
    }
}
