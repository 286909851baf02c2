package dev.mailshell.sasl;

/** What a mail server says in an exchange. */
sealed interface SaslAnswer {

    /** It wants to hear more: {@code text} is in base64. */
    record Challenge(String text) implements SaslAnswer {}

    /** We are let in. */
    record Accepted() implements SaslAnswer {}

    /** We are not; {@code words} are the mail server's. */
    record Refused(String words) implements SaslAnswer {}
}
