package dev.mailshell.oauth;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A login with a browser on any machine, into which a person types a code that is shown here (RFC 8628). */
public final class DeviceLogin {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration USUAL_TIME = Duration.ofMinutes(15);
    private static final Duration LONGEST_TIME = Duration.ofMinutes(30);

    private static final Pattern CODE = Pattern.compile("[ -~]{1,64}");

    private final AuthorizationServer server;
    private final Pause pause;

    /**
     * What a person is told.
     *
     * @param page where to go; {@code https}
     * @param code what to type there
     * @param time how long there is for it
     */
    public record Prompt(URI page, String code, Duration time) {}

    /** A login that has begun. */
    public final class Begun {

        private final String deviceCode;
        private final Prompt prompt;
        private Duration interval;

        private Begun(String deviceCode, Prompt prompt, Duration interval) {
            this.deviceCode = deviceCode;
            this.prompt = prompt;
            this.interval = interval;
        }

        /** To be shown before {@link #await}. */
        public Prompt prompt() {
            return prompt;
        }

        /**
         * Asks from time to time, as seldom as the server wants it, until the person is through.
         *
         * @throws LoginRefused if the person, or the server, did not agree, or the time is over
         * @throws InterruptedException if this thread is interrupted
         */
        public TokenGrant await() throws LoginRefused, InterruptedException {
            long end = pause.nanoTime() + prompt.time().toNanos();
            while (end - pause.nanoTime() >= interval.toNanos()) {
                pause.last(interval);
                TokenAnswer answer = ask();
                if (answer instanceof TokenAnswer.Granted granted) {
                    return Logins.lasting(granted.grant());
                }
                goOnAfter((TokenAnswer.Refused) answer);
            }
            throw tooLate();
        }

        /** A server that is not reached has to be asked less often (RFC 8628 section 3.5). */
        private TokenAnswer ask() {
            try {
                return server.token(Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", deviceCode));
            } catch (IOException e) {
                return new TokenAnswer.Refused("slow_down", "");
            }
        }

        private void goOnAfter(TokenAnswer.Refused refusal) throws LoginRefused {
            switch (refusal.code()) {
                case "authorization_pending" -> {}
                case "slow_down", "temporarily_unavailable", "server_error" ->
                    interval = Logins.shorter(interval.plus(USUAL_INTERVAL), LONGEST_INTERVAL);
                case "expired_token" -> throw tooLate();
                default -> throw Logins.refused(refusal);
            }
        }
    }

    /** @throws IllegalArgumentException if the settings have no address for it */
    public DeviceLogin(AuthorizationServer server) {
        this(server, Pause.REAL);
    }

    DeviceLogin(AuthorizationServer server, Pause pause) {
        if (server.client().deviceUrl().isEmpty()) {
            throw new IllegalArgumentException("there is no address for a login with a code");
        }
        this.server = server;
        this.pause = pause;
    }

    /**
     * Gets a code.
     *
     * @throws LoginRefused if the server gives none
     * @throws IOException if there is no answer, or none that is one
     */
    public Begun begin() throws LoginRefused, IOException {
        AuthorizationServer.Answer answer = server.ask(
                server.client().deviceUrl().orElseThrow(),
                Map.of("scope", server.client().scope()));
        AnswerFields fields = answer.fields();
        if (!answer.succeeded()) {
            throw Logins.refused(fields.refusal(List.of()));
        }
        Duration time = fields.duration("expires_in", USUAL_TIME, Duration.ofSeconds(1), LONGEST_TIME);
        Duration interval = fields.duration("interval", USUAL_INTERVAL, Duration.ofSeconds(1), LONGEST_INTERVAL);
        return new Begun(fields.required("device_code"), new Prompt(page(fields), code(fields), time), interval);
    }

    /** Some servers call it by the name that it had in a draft. */
    private static URI page(AnswerFields fields) throws IOException {
        String address = fields.has("verification_uri")
                ? fields.required("verification_uri")
                : fields.required("verification_url");
        try {
            URI page = URI.create(address);
            if ("https".equals(page.getScheme()) && page.getHost() != null) {
                return page;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer names no page to go to", e);
        }
        throw new IOException("the answer names a page that is not https");
    }

    private static String code(AnswerFields fields) throws IOException {
        return fields.text("user_code")
                .filter(CODE.asMatchPredicate())
                .orElseThrow(() -> new IOException("the answer has no code to type"));
    }

    private static LoginRefused tooLate() {
        return new LoginRefused("nobody has logged in before the code ran out", "run mailshell login again");
    }
}
