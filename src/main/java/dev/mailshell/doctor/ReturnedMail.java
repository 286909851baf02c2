package dev.mailshell.doctor;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header fields and the content of a mail, as bytes.
 *
 * @param body in ISO 8859-1, so that no byte is lost
 */
record ReturnedMail(List<Header> fields, String body) {

    static ReturnedMail of(byte[] mail) throws MessagingException {
        ByteArrayInputStream in = new ByteArrayInputStream(mail);
        InternetHeaders headers = new InternetHeaders(in);
        List<Header> fields = new ArrayList<>(Collections.list(headers.getAllHeaders()));
        return new ReturnedMail(fields, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** The value of the first field of that name, on one line. */
    Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.getName().equalsIgnoreCase(name))
                .map(field -> MimeUtility.unfold(field.getValue())
                        .replaceAll("\\s+", " ")
                        .strip())
                .findFirst();
    }

    /** The names of its fields that {@code other} has not, each once and as it is written. */
    Set<String> namesBeyond(ReturnedMail other) {
        Set<String> known = new LinkedHashSet<>();
        other.fields.forEach(field -> known.add(field.getName().toLowerCase(Locale.ROOT)));
        Set<String> names = new LinkedHashSet<>();
        for (Header field : fields) {
            if (known.add(field.getName().toLowerCase(Locale.ROOT))) {
                names.add(field.getName());
            }
        }
        return names;
    }
}
