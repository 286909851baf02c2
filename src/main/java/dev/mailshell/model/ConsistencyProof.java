package dev.mailshell.model;

import java.util.List;

/**
 * That a log has only grown since it had fewer entries (RFC 9162 section 2.1.4), for who checks it.
 *
 * @param from how many entries it had then, at least 1
 * @param path the hashes of the proof, in order; none if it has not grown
 */
public record ConsistencyProof(long from, List<Sha256> path) {

    /** A tree of as many levels has more leaves than a long can count. */
    private static final int MOST = 130;

    /** @throws InvalidMessage if {@code from} is not positive or the path is longer than any */
    public ConsistencyProof {
        path = List.copyOf(path);
        if (from < 1 || path.size() > MOST) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "a proof of the audit log is impossible");
        }
    }
}
