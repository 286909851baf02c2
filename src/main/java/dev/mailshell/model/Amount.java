package dev.mailshell.model;

/** How many of something there are, in words for people. */
public final class Amount {

    private Amount() {}

    /** Such as {@code 1 mail} or {@code 2 mails}. */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /** Such as {@code 1 entry} or {@code 2 entries}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
