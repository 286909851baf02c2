package dev.mailshell.oauth;

/** What an authorization server answers to who asks for a token. */
sealed interface TokenAnswer {

    /** There it is. */
    record Granted(TokenGrant grant) implements TokenAnswer {}

    /**
     * There is none (RFC 6749 section 5.2).
     *
     * @param code such as {@code invalid_grant}, of {@code a-z}, digits and {@code _}
     * @param words what it says to people, in printable ASCII and without any secret of ours; may be empty
     */
    record Refused(String code, String words) implements TokenAnswer {

        /** What ends a login: it has run out, or was taken back. */
        boolean endsLogin() {
            return code.equals("invalid_grant") || code.equals("interaction_required");
        }

        /** What another attempt soon may change. */
        boolean isPassing() {
            return code.equals("temporarily_unavailable") || code.equals("server_error") || code.equals("slow_down");
        }

        @Override
        public String toString() {
            return words.isEmpty() ? code : code + ": " + words;
        }
    }
}
