package dev.mailshell.model;

/**
 * How far an audit log has come: the hash of its tree (RFC 9162 section 2.1) over its first entries.
 *
 * @param size how many entries, at least 1
 * @param root the hash of the tree over them
 */
public record TreeHead(long size, Sha256 root) {

    /** @throws InvalidMessage if {@code size} is not positive */
    public TreeHead {
        if (size < 1) {
            throw new InvalidMessage(
                    Reason.REPLY_INVALID, "an audit log of " + size + " entries (expected at least 1)");
        }
    }

    /** Of the form that {@link #toString} has. */
    public static TreeHead parse(String text) {
        int colon = text.indexOf(':');
        return new TreeHead(Long.parseLong(text.substring(0, colon)), new Sha256(text.substring(colon + 1)));
    }

    /** {@code 42:}, then the root. */
    @Override
    public String toString() {
        return size + ":" + root;
    }
}
