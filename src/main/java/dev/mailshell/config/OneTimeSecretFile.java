package dev.mailshell.config;

import dev.mailshell.crypto.FileOwners;
import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file with the secret of one client's one-time codes: one line, the {@code otpauth} URI that a QR code shows. */
public final class OneTimeSecretFile {

    /**
     * As we write it. The parameters that may follow are what every app assumes; any other value would make other codes.
     *
     * @see <a href="https://github.com/google/google-authenticator/wiki/Key-Uri-Format">Key Uri Format</a>
     */
    private static final Pattern URI_FORM =
            Pattern.compile("otpauth://totp/[^?#\\s]+\\?secret=([A-Z2-7]+)(?:&issuer=[^&#\\s]*"
                    + "|&algorithm=SHA1|&digits=6|&period=30)*");

    private OneTimeSecretFile() {}

    /** The line for a new secret; it is for an authenticator app and for the file, and secret. */
    public static String uri(IdentityName server, IdentityName client, OneTimeSecret secret) {
        return "otpauth://totp/" + client + "?secret=" + secret.reveal() + "&issuer=Mail%20Shell%20" + server;
    }

    /**
     * Reads a file; nothing of it is in what is thrown.
     *
     * @param home the place of {@code file} in messages is relative to it
     * @throws ConfigFailure if it is not there, it or its folder is open to others or of another user, or its content has another form
     * @throws IOException if it cannot be read
     */
    public static OneTimeSecret read(Home home, Path file) throws ConfigFailure, IOException {
        Problems problems = new Problems();
        String place = home.directory().relativize(file).toString();
        if (!Files.isRegularFile(file)) {
            problems.add(place, "there is no such file", hint(home, file));
            problems.throwIfAny();
        }
        FileModes modes = new FileModes(home.directory(), FileOwners.ours(), problems);
        modes.requirePrivate(file.getParent(), "the folder holds secrets of one-time codes and");
        modes.requirePrivate(file, "the file holds the secret of one-time codes and");
        problems.throwIfAny();
        Optional<OneTimeSecret> secret = SecretFile.onlyLine(file)
                .map(line -> URI_FORM.matcher(line.reveal()))
                .filter(Matcher::matches)
                .flatMap(uri -> OneTimeSecret.parse(uri.group(1)));
        if (secret.isEmpty()) {
            problems.add(
                    place,
                    "it holds no secret that codes of six digits each 30 s can be made of (expected one otpauth URI)",
                    hint(home, file));
        }
        problems.throwIfAny();
        return secret.orElseThrow();
    }

    private static String hint(Home home, Path file) {
        return "mailshell totp enrol " + file.getFileName() + " --replace --home " + home.directory();
    }
}
