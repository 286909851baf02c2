package dev.mailshell.crash;

/** Told of each moment at which a party could be killed, by the thread that has come to it. */
@FunctionalInterface
interface Moments {

    /** Such as {@code after commit-reply} or {@code before the commit of insert commands}. */
    void reached(String moment);
}
