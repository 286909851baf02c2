package dev.mailshell.hub.user;

/** What became of a login. */
public sealed interface Login {

    /** The password is right. */
    record Accepted(Account account) implements Login {}

    /** There is no such user, or the password is another. */
    record Refused() implements Login {}

    /** Nothing was checked: there were too many wrong passwords, or too many are being checked at this moment. */
    record Later() implements Login {}
}
