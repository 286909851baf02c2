package dev.mailshell.camel;

import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.IdentityName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Gives each client a bounded number of places in each lane of opened mails. Its other mails wait closed in the vault, in the order in
 * which they were opened; as soon as a place is free, it is kept for the next of them.
 */
final class Turns {

    /** Of each client in each lane. Few, since an opened mail is plaintext on disk; enough for a queue that never runs dry. */
    static final int PLACES = 16;

    private final Map<Lane.Of, Line> lines = new HashMap<>();
    private final Map<StoredMail, Line> placed = new HashMap<>();

    /** Whether {@code mail} has a place; if not, it waits and {@link #next} names it later. */
    synchronized boolean takePlace(IdentityName client, Lane lane, StoredMail mail) {
        if (placed.containsKey(mail)) {
            return true;
        }
        Line line = lines.computeIfAbsent(new Lane.Of(client, lane), any -> new Line());
        if (line.taken < PLACES && line.waiting.isEmpty()) {
            give(line, mail);
            return true;
        }
        line.waiting.add(mail);
        return false;
    }

    /** The place of {@code mail} is free, if it had one. */
    synchronized void leave(StoredMail mail) {
        Line line = placed.remove(mail);
        if (line != null) {
            line.taken--;
        }
    }

    /** The waiting mails that a free place is kept for from now on. */
    synchronized List<StoredMail> next() {
        List<StoredMail> called = new ArrayList<>();
        for (Iterator<Line> all = lines.values().iterator(); all.hasNext(); ) {
            Line line = all.next();
            while (line.taken < PLACES && !line.waiting.isEmpty()) {
                StoredMail mail = line.waiting.remove();
                give(line, mail);
                called.add(mail);
            }
            if (line.taken == 0) {
                all.remove();
            }
        }
        return called;
    }

    private void give(Line line, StoredMail mail) {
        line.taken++;
        placed.put(mail, line);
    }

    private static final class Line {

        private final Deque<StoredMail> waiting = new ArrayDeque<>();
        private int taken;
    }
}
