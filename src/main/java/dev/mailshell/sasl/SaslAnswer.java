package dev.mailshell.sasl;

/** What a mail server says in an exchange. */
sealed interface SaslAnswer {

    /** It wants to hear more: {@code text} is in base64. */
    record Challenge(String text) implements SaslAnswer {}

    /** We are let in. */
    record Accepted() implements SaslAnswer {}

    /** We are not; {@code words} are the mail server's, as they may be shown. */
    record Refused(String words) implements SaslAnswer {

        /** Whatever the words are. */
        public Refused {
            words = shown(words);
        }
    }

    /** {@code words} of a mail server in one line of printable ASCII. It may repeat what we have sent: a token of 128 bits has 22 characters. */
    static String shown(String words) {
        String line = words.strip()
                .replaceAll("\\s+", " ")
                .replaceAll("[^ -~]", "?")
                .replaceAll("[A-Za-z0-9._~+/=-]{22,}", "***");
        return line.substring(0, Math.min(line.length(), 200));
    }
}
