package dev.mailshell.wire;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** How version 1 writes single values. Facts name the field, never its value. */
final class Field {

    static final int VERSION = 1;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Field() {}

    static InvalidMessage invalidCommand(String fact) {
        return new InvalidMessage(Reason.COMMAND_INVALID, fact);
    }

    static void version(Integer version) {
        if (version == null || version != VERSION) {
            throw new InvalidMessage(
                    Reason.VERSION_UNSUPPORTED, "v is not a version that we speak (was " + version + ", expected 1)");
        }
    }

    static <T> T present(String field, T value) {
        if (value == null) {
            throw invalidCommand(field + " is missing");
        }
        return value;
    }

    static IdentityName name(String field, String value) {
        return new IdentityName(present(field, value));
    }

    static Set<IdentityName> names(String field, List<String> values) {
        Set<IdentityName> names = new LinkedHashSet<>();
        for (String value : present(field, values)) {
            if (!names.add(name(field, value))) {
                throw invalidCommand(field + " has the same name twice");
            }
        }
        return names;
    }

    static CommandOptions options(
            String timeout,
            String stdin,
            String totp,
            Boolean explain,
            List<String> collect,
            List<FileDocument> files,
            String stdinFile) {
        return new CommandOptions(
                Optional.ofNullable(timeout).map(text -> duration("timeout", text)),
                Optional.ofNullable(stdin),
                Optional.ofNullable(totp),
                Boolean.TRUE.equals(explain),
                collect == null ? List.of() : withoutNulls("collect", collect),
                files == null
                        ? List.of()
                        : withoutNulls("files", files).stream()
                                .map(FileDocument::toFile)
                                .toList(),
                Optional.ofNullable(stdinFile));
    }

    static UUID uuid(String field, String value) {
        if (!UUID_FORM.matcher(present(field, value)).matches()) {
            throw invalidCommand(field + " is not a UUID in lower case");
        }
        return UUID.fromString(value);
    }

    static Instant instant(String field, String value) {
        try {
            Instant instant = Instant.parse(present(field, value));
            if (!value.endsWith("Z") || instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw invalidCommand(field + " is not a UTC time between the years 2000 and 9999");
            }
            return instant;
        } catch (DateTimeException e) {
            throw invalidCommand(field + " is not a time in UTC (expected for example 2026-01-31T10:00:00Z)");
        }
    }

    static Duration duration(String field, String value) {
        return TimeSpan.parse(value)
                .orElseThrow(() -> invalidCommand(field + " is not a duration (expected " + TimeSpan.FORM + ")"));
    }

    static <T> List<T> withoutNulls(String field, List<T> values) {
        if (values.stream().anyMatch(Objects::isNull)) {
            throw invalidCommand(field + " holds null");
        }
        return values;
    }

    static Map<String, String> withoutNulls(String field, Map<String, String> values) {
        if (values.values().stream().anyMatch(Objects::isNull)) {
            throw invalidCommand(field + " holds null");
        }
        return values;
    }
}
