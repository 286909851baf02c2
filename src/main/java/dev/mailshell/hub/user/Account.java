package dev.mailshell.hub.user;

import dev.mailshell.model.MailAddress;
import java.util.OptionalLong;

/**
 * One user of a hub.
 *
 * @param address of the mailbox, in lower case; also what the user logs in as
 * @param quota bytes that the mailbox may hold; empty for the hub's default
 */
public record Account(MailAddress address, OptionalLong quota) {}
