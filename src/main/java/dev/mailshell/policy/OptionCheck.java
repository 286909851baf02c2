package dev.mailshell.policy;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.util.Optional;

/** Looks at what a command says beside what to run. What is asked for and not there is refused, never ignored. */
record OptionCheck(ServerSettings settings) {

    Optional<Verdict.Denied> faultOf(CommandOptions options, Grants grants) {
        return toCollect(options).or(() -> uncheckable(options, grants)).or(() -> tooLarge(options));
    }

    private static Optional<Verdict.Denied> toCollect(CommandOptions options) {
        return options.collect().isEmpty()
                ? Optional.empty()
                : Optional.of(Denial.of(
                        "collect",
                        Reason.FEATURE_UNSUPPORTED,
                        "this server sends no files back (was "
                                + options.collect().size() + " to collect, expected none)",
                        "send the command without collect"));
    }

    /** Who sends a code believes that it is checked. */
    private static Optional<Verdict.Denied> uncheckable(CommandOptions options, Grants grants) {
        return options.totp().isEmpty() || grants.totp().isPresent()
                ? Optional.empty()
                : Optional.of(Denial.of(
                        "clients." + grants.client(),
                        Reason.TOTP_NOT_ENROLLED,
                        "there is no secret to check the one-time code by (its entry has no totp)",
                        "send the command without a code, or ask the operator of this server to enrol you"));
    }

    private Optional<Verdict.Denied> tooLarge(CommandOptions options) {
        // Each size is below 2^63, but their sum need not be.
        long rest = settings.maxInput();
        for (AttachedFile file : options.files()) {
            if (file.bytes() > rest) {
                return Optional.of(Denial.of(
                        "defaults.max-input",
                        Reason.INPUT_TOO_LARGE,
                        "the attached files are too large (expected at most " + SizeText.format(settings.maxInput())
                                + " together)",
                        "attach less, or ask the operator of this server for a larger max-input"));
            }
            rest -= file.bytes();
        }
        return Optional.empty();
    }
}
