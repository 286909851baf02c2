package dev.mailshell.human;

/** {@code format=flowed} (RFC 3676): joins the lines that a mail program broke. */
final class FlowedText {

    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /**
     * The text as it was before it was broken.
     *
     * @param text its lines end with LF
     * @param deleteSpace whether the space at a break was put there too ({@code DelSp=yes})
     */
    static String join(String text, boolean deleteSpace) {
        StringBuilder joined = new StringBuilder(text.length());
        boolean open = false;
        for (String line : text.split("\n", -1)) {
            boolean fixed = line.isEmpty() || line.startsWith(">") || line.equals(SIGNATURE);
            if (open && fixed) {
                joined.append('\n');
            }
            String content = line.startsWith(" ") ? line.substring(1) : line;
            open = !fixed && content.endsWith(" ") && !content.equals(SIGNATURE);
            if (!open) {
                joined.append(content).append('\n');
            } else {
                joined.append(content, 0, content.length() - (deleteSpace ? 1 : 0));
            }
        }
        return open ? joined.toString() : joined.substring(0, joined.length() - 1);
    }
}
