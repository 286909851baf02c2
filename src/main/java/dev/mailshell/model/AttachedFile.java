package dev.mailshell.model;

import java.util.regex.Pattern;

/**
 * A file that comes with a command, as its signer describes it.
 *
 * @param name one plain name, which it has in the job's directory
 * @param bytes how large it is
 * @param sha256 of its bytes, in lower-case hexadecimal
 */
public record AttachedFile(String name, long bytes, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidMessage if the name is not plain or begins with a dot, {@code bytes} is negative or {@code sha256} is none */
    public AttachedFile {
        if (!PlainName.fits(name)) {
            throw new InvalidMessage(Reason.COMMAND_INVALID, "the name of an attached file is not one plain name");
        }
        // The job's directory is the process's home too.
        if (name.startsWith(".")) {
            throw new InvalidMessage(
                    Reason.COMMAND_INVALID,
                    "the name of an attached file begins with a dot, as that of a file of settings");
        }
        if (bytes < 0 || !SHA256.matcher(sha256).matches()) {
            throw new InvalidMessage(Reason.COMMAND_INVALID, "bytes or sha256 of an attached file is impossible");
        }
    }
}
