package dev.mailshell.config;

import java.util.Locale;

/** How a mailbox tells of new mail. */
public enum Push {
    /** By IMAP IDLE; for some seconds after mail is expected it is asked as well. */
    IDLE,
    /** It is asked all the time: quicker than IDLE, for a mail server of one's own. */
    EAGER,
    /** Not at all: it is looked into at an interval. */
    OFF;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
