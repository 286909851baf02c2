package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Login;
import dev.mailshell.hub.user.PlainResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** AUTH with PLAIN and LOGIN (RFC 4954, RFC 4616), within TLS only. */
final class AuthCommand implements Verb.Action {

    /** Of wrong passwords over one connection. */
    static final int MOST_FAILURES = 3;

    private static final Reply UNREADABLE = Reply.of(501, "5.5.2", "that cannot be read");
    private static final Reply CANCELLED = Reply.of(501, "5.7.0", "cancelled");

    private final SmtpdConfiguration configuration;

    AuthCommand(SmtpdConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Reply on(Conversation conversation) throws IOException {
        if (!configuration.isAuth()) {
            return Reply.of(502, "5.5.1", "nobody logs in here");
        }
        if (!conversation.isSecure()) {
            return Reply.of(538, "5.7.11", "say STARTTLS first");
        }
        if (conversation.helo().isEmpty() || conversation.account().isPresent()) {
            return Reply.of(503, "5.5.1", "say EHLO first, and AUTH once");
        }
        String[] words = conversation.arguments().split(" +", 0);
        Optional<String> initial = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        String mechanism = words.length > 2 ? "" : words[0].toUpperCase(Locale.ROOT);
        return switch (mechanism) {
            case "PLAIN" -> plain(conversation, initial);
            case "LOGIN" -> login(conversation, initial);
            default -> Reply.of(504, "5.5.4", "there are PLAIN and LOGIN");
        };
    }

    private Reply plain(Conversation conversation, Optional<String> initial) throws IOException {
        String written = initial.isPresent() ? initial.get() : ask(conversation, "");
        if (written == null) {
            return CANCELLED;
        }
        Optional<PlainResponse> plain = PlainResponse.parse(written);
        if (plain.isEmpty()) {
            return UNREADABLE;
        }
        return plain.get().isForAnother()
                ? refuse(conversation)
                : check(conversation, plain.get().user(), plain.get().password());
    }

    private Reply login(Conversation conversation, Optional<String> initial) throws IOException {
        String user = initial.isPresent() ? initial.get() : ask(conversation, "Username:");
        String password = user == null ? null : ask(conversation, "Password:");
        if (password == null) {
            return CANCELLED;
        }
        Optional<String> decodedUser = decode(user);
        Optional<String> decodedPassword = decode(password);
        if (decodedUser.isEmpty() || decodedPassword.isEmpty()) {
            return UNREADABLE;
        }
        return check(conversation, decodedUser.get(), decodedPassword.get());
    }

    /** What the client answers; null if it does not. */
    private static String ask(Conversation conversation, String prompt) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.US_ASCII));
        conversation.say(new Reply(334, List.of(encoded), false));
        String line = conversation.readLine();
        return "*".equals(line) ? null : line;
    }

    private static Optional<String> decode(String base64) {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64.equals("=") ? "" : base64);
            return Optional.of(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // A stranger's words: not even its message is worth to keep.
            return Optional.empty();
        }
    }

    private Reply check(Conversation conversation, String user, String password) {
        Login login = configuration.getAccounts().login(user, password, conversation.remoteAddress());
        if (login instanceof Login.Accepted accepted) {
            conversation.logIn(accepted.account());
            return Reply.of(235, "2.7.0", "welcome");
        }
        return login instanceof Login.Later
                ? Reply.of(454, "4.7.0", "too many try to log in, come back later")
                : refuse(conversation);
    }

    private static Reply refuse(Conversation conversation) {
        Reply reply = Reply.of(535, "5.7.8", "the user or the password is wrong");
        return conversation.countFailedLogin() >= MOST_FAILURES ? reply.thenEnd() : reply;
    }
}
