package dev.mailshell.camel;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.Command;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.VerdictText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the approvers of a command are asked: all that says what would run, for whom and where, line by line, each with its LF. Two
 * requests have the same text only if they ask the same.
 */
record ApprovalRequest(String text, ApprovalRule rule, Settled settled) {

    /** How many digits of a digest are enough to name it. */
    static final int SHORT_DIGEST = 16;

    /** An approver who scrolls to the right must not be led past what would run. */
    private static final Pattern FURTHER_SPACE = Pattern.compile("(?<= ) ");

    /** What the reader of votes looks for, and nobody but us may write into a request. */
    private static final Pattern DIGEST_MARK = Pattern.compile("(?i)(sha256):");

    /**
     * What is settled when a command comes to wait, and stays.
     *
     * @param nonce what only who gets the request knows of it: whoever sent the command cannot tell the digest, and so cannot show it to
     *     an approver above another text
     * @param expiresAt until when votes count, in whole seconds
     * @param validUntil until when the command itself may run
     */
    record Settled(String nonce, Instant expiresAt, Instant validUntil) {}

    /**
     * The request for one command.
     *
     * @param allowed what the policy says of it, with its approvals
     */
    static ApprovalRequest of(IdentityName server, Command command, Verdict.Allowed allowed, Settled settled) {
        ApprovalRule rule = allowed.conditions().approvals().orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add("server: " + server);
        lines.add("requester: " + command.from());
        lines.add("command: " + command.id());
        lines.add("issued: " + command.issuedAt());
        lines.add("nonce: " + settled.nonce());
        lines.addAll(VerdictText.of(withoutConditions(allowed)));
        Map<String, String> environment = allowed.limits().confinement().environment();
        if (!environment.isEmpty()) {
            lines.add("environment values: SHA-256 " + hex(assignments(environment)));
        }
        command.options().stdin().ifPresent(stdin -> lines.add(stdin(stdin.getBytes(StandardCharsets.UTF_8))));
        command.options().files().forEach(file -> lines.add(file(file, command)));
        lines.add("votes: " + rule.count() + " of "
                + rule.approvers().stream().map(IdentityName::value).sorted().collect(Collectors.joining(", ")));
        lines.add("expires: " + settled.expiresAt());
        String text = lines.stream().map(line -> plain(line) + "\n").collect(Collectors.joining());
        return new ApprovalRequest(text, rule, settled);
    }

    private static String plain(String line) {
        String unmarked = DIGEST_MARK.matcher(line).replaceAll("$1\\\\u{3a}");
        return FURTHER_SPACE.matcher(unmarked).replaceAll("\\\\u{20}");
    }

    /** What is left of a rate changes from one minute to the next; the approvals have a line of their own. */
    private static Verdict.Allowed withoutConditions(Verdict.Allowed allowed) {
        return new Verdict.Allowed(
                allowed.rule(), allowed.command(), allowed.argv(), allowed.limits(), Conditions.NONE);
    }

    /** The values may be nobody's business; that they stay the same is everybody's. */
    private static byte[] assignments(Map<String, String> environment) {
        return environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> variable.getKey() + "=" + VerdictText.quoted(variable.getValue()) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String stdin(byte[] bytes) {
        return "stdin: " + bytes.length + " bytes, SHA-256 " + hex(bytes);
    }

    private static String file(AttachedFile file, Command command) {
        boolean isStdin =
                command.options().stdinFile().filter(file.name()::equals).isPresent();
        return (isStdin ? "stdin: " : "file: ") + VerdictText.quoted(file.name()) + ", " + file.bytes()
                + " bytes, SHA-256 " + file.sha256();
    }

    /** What a vote is bound to: the SHA-256 of the text, in lower-case hex. */
    String digest() {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What an approver reads. */
    String letter(IdentityName server) {
        String digest = digest();
        return "Reply with approve or deny in the first line, signed and encrypted,\n"
                + "and leave the quoted text below it.\n\n"
                + "request: sha256:" + digest + "\n\n"
                + text
                + "\nWith the client: mailshell send --to " + server + " -- approve "
                + digest.substring(0, SHORT_DIGEST)
                + "\n";
    }

    private static String hex(byte[] bytes) {
        return Sha256.ofContent(bytes).hex();
    }
}
