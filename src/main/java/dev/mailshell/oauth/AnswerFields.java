package dev.mailshell.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The fields of an answer that are known, each checked for its form: they go into logins, and before eyes. */
final class AnswerFields {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Where it is not said, which RFC 6749 allows. */
    private static final Duration USUAL = Duration.ofMinutes(5);

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");
    private static final int LONGEST_WORDS = 200;
    /** A shorter one would be found in everything. */
    private static final int SHORTEST_SECRET = 4;
    /** Who repeats more of a secret repeats the secret. */
    private static final int LONGEST_PIECE = 12;

    private final JsonNode answer;

    AnswerFields(JsonNode answer) throws IOException {
        if (!answer.isObject()) {
            throw new IOException("the answer is no JSON object");
        }
        this.answer = answer;
    }

    /** @throws IOException if it is none */
    TokenGrant grant() throws IOException {
        if (text("token_type").filter("bearer"::equalsIgnoreCase).isEmpty()) {
            throw new IOException("the answer has no token of the type Bearer");
        }
        return new TokenGrant(
                required("access_token"), duration("expires_in", USUAL, SHORTEST, LONGEST), token("refresh_token"));
    }

    /** @param secrets what must not be repeated to anybody */
    TokenAnswer.Refused refusal(Collection<String> secrets) {
        return refusal("error", "error_description", secrets);
    }

    /** Where those fields have other names. */
    TokenAnswer.Refused refusal(String code, String words, Collection<String> secrets) {
        return refusal(shown(code, secrets), shown(words, secrets));
    }

    /** Nothing behind what is shown is looked through: who answers has chosen its length. */
    private String shown(String name, Collection<String> secrets) {
        String left = text(name).orElse("");
        left = left.substring(0, Math.min(left.length(), LONGEST_WORDS));
        for (String secret : secrets) {
            left = secret.length() < SHORTEST_SECRET ? left : left.replace(secret, "***");
            if (hasAPieceOf(secret, left)) {
                return "***";
            }
        }
        return left;
    }

    private static boolean hasAPieceOf(String secret, String text) {
        return IntStream.rangeClosed(0, secret.length() - LONGEST_PIECE)
                .anyMatch(at -> text.contains(secret.substring(at, at + LONGEST_PIECE)));
    }

    /** In words that may be shown. */
    static TokenAnswer.Refused refusal(String error, String words) {
        String shown =
                words.lines().findFirst().orElse("").replaceAll("[^ -~]", "?").strip();
        return new TokenAnswer.Refused(
                CODE.matcher(error).matches() ? error : "no reason that is known",
                shown.substring(0, Math.min(shown.length(), LONGEST_WORDS)));
    }

    /** Text of printable ASCII, without blanks, that must be there. */
    String required(String name) throws IOException {
        return token(name).orElseThrow(() -> new IOException("the answer has no " + name));
    }

    private Optional<String> token(String name) throws IOException {
        Optional<String> text = text(name);
        if (text.isPresent() && !TOKEN.matcher(text.get()).matches()) {
            throw new IOException("the answer has a " + name + " of another form than RFC 6749 allows");
        }
        return text;
    }

    /** A number of seconds, brought between both bounds. */
    Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        OptionalLong seconds = seconds(name);
        if (seconds.isEmpty()) {
            return otherwise;
        }
        return Duration.ofSeconds(Math.max(least.toSeconds(), Math.min(most.toSeconds(), seconds.getAsLong())));
    }

    /** Some servers write it as text. */
    private OptionalLong seconds(String name) {
        JsonNode value = answer.path(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        return value.isTextual() && value.textValue().matches("[0-9]{1,9}")
                ? OptionalLong.of(Long.parseLong(value.textValue()))
                : OptionalLong.empty();
    }

    boolean has(String name) {
        return answer.has(name);
    }

    /** As it is, of any characters. */
    Optional<String> text(String name) {
        return Optional.ofNullable(answer.path(name).textValue());
    }
}
