package dev.mailshell.hub.sender;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags and their values (RFC 6376 section 3.2).
 *
 * @param tags in order; white space around a value is gone, that within it is not
 */
record TagList(Map<String, String> tags) {

    private static final Pattern TAG =
            Pattern.compile("[ \t\r\n]*+([A-Za-z][A-Za-z0-9_]*+)[ \t\r\n]*+=([^;]*+)", Pattern.DOTALL);
    private static final Pattern BLANKS = Pattern.compile("[ \t\r\n]++");

    /** Empty if a tag is there twice, or something that is none. */
    static Optional<TagList> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        // A semicolon at the end is optional.
        for (String tag : text.split(";", -1)) {
            Matcher matcher = TAG.matcher(tag);
            boolean isNew = matcher.matches()
                    && tags.putIfAbsent(matcher.group(1), matcher.group(2).strip()) == null;
            if (!isNew && !tag.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(new TagList(tags));
    }

    /** As above, but what is wrong is passed over, and of two tags the first counts. */
    static TagList parseLeniently(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : text.split(";", -1)) {
            Matcher matcher = TAG.matcher(tag);
            if (matcher.matches()) {
                tags.putIfAbsent(matcher.group(1), matcher.group(2).strip());
            }
        }
        return new TagList(tags);
    }

    Optional<String> get(String tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    String get(String tag, String otherwise) {
        return tags.getOrDefault(tag, otherwise);
    }

    /** A value that may be folded anywhere, such as Base64 or a list. */
    Optional<String> unfolded(String tag) {
        return get(tag).map(value -> BLANKS.matcher(value).replaceAll(""));
    }

    /** Whether it is the first one. */
    boolean beginsWith(String tag) {
        return !tags.isEmpty() && tags.keySet().iterator().next().equals(tag);
    }
}
