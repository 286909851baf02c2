package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A media type (RFC 2045 section 5).
 *
 * @param name type and subtype in lower case, such as {@code application/pkcs7-mime}
 * @param parameters by name in lower case
 */
public record MediaType(String name, Map<String, String> parameters) {

    /** Copies {@code parameters}. */
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    static MediaType parse(String value) throws MimeFailure {
        try {
            ContentType type = new ContentType(value);
            return new MediaType(type.getBaseType().toLowerCase(Locale.ROOT), asMap(type.getParameterList()));
        } catch (ParseException | RuntimeException e) {
            // Runtime exceptions too: the parser's own checks do not foresee every value that a stranger may write.
            throw new MimeFailure(Reason.MAIL_MALFORMED, "the Content-Type is not of the form type/subtype", e);
        }
    }

    private static Map<String, String> asMap(ParameterList list) {
        Map<String, String> map = new TreeMap<>();
        if (list != null) {
            for (String name : Collections.list(list.getNames())) {
                map.put(name.toLowerCase(Locale.ROOT), list.get(name));
            }
        }
        return map;
    }

    /** The value of a parameter. */
    public Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    /** Whether this is {@code wanted}, whatever the parameters. */
    public boolean is(String wanted) {
        return name.equals(wanted);
    }
}
