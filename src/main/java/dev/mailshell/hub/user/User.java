package dev.mailshell.hub.user;

import dev.mailshell.policy.SizeText;
import java.util.OptionalLong;

/** One line of the users file. */
record User(Account account, PasswordHash password) {

    User with(PasswordHash other) {
        return new User(account, other);
    }

    User with(OptionalLong quota) {
        return new User(new Account(account.address(), quota), password);
    }

    /** As it is written. */
    String line() {
        String line = account.address() + " " + password;
        return account.quota().isPresent()
                ? line + " " + SizeText.format(account.quota().getAsLong())
                : line;
    }
}
