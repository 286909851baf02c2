package dev.mailshell.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** The two mails of an enrolment, before anybody trusts a key: each is proved by the invitation code alone. */
public final class Enrolment {

    /** Of both mails. */
    public static final String MEDIA_TYPE = "application/vnd.mailshell.enrolment+json";

    /** The most bytes of such a mail. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int VERSION = 1;

    private Enrolment() {}

    /**
     * What a mail holds.
     *
     * @param v 1
     * @param invitation its id
     * @param content base64 of what is proved, byte for byte
     * @param mac of those bytes, in hexadecimal
     */
    public record Proved(Integer v, String invitation, String content, String mac) {

        /** A mail with {@code content}. */
        public static Proved of(String invitation, byte[] content, String mac) {
            return new Proved(VERSION, invitation, Base64.getEncoder().encodeToString(content), mac);
        }

        /** The bytes that {@code mac} is of. */
        public byte[] bytes() {
            try {
                return Base64.getDecoder().decode(content);
            } catch (IllegalArgumentException e) {
                throw invalid("its content is not base64");
            }
        }
    }

    /**
     * What the invited one writes.
     *
     * @param name as in the invitation
     * @param address where mail to it goes
     * @param certificate in PEM
     * @param openPgp public key in ASCII armor
     */
    public record Offer(String name, String address, String certificate, String openPgp) {}

    /**
     * What the server answers.
     *
     * @param name of the server
     * @param address where mail to it goes
     * @param offer SHA-256 of the content that it answers, in hexadecimal
     */
    public record Answer(String name, String address, String certificate, String openPgp, String offer) {}

    /** Reads one mail; nothing in it is proved. */
    public static Proved proved(ObjectMapper strict, byte[] json) {
        Proved read = read(strict, json, Proved.class);
        if (read == null || read.v == null || read.v != VERSION || anyNull(read.invitation, read.content, read.mac)) {
            throw invalid("a field is missing, or v is not 1");
        }
        return read;
    }

    /** Reads the content of an offer whose mac was checked. */
    public static Offer offer(ObjectMapper strict, byte[] json) {
        Offer read = read(strict, json, Offer.class);
        if (read == null || anyNull(read.name, read.address, read.certificate, read.openPgp)) {
            throw invalid("a field is missing");
        }
        return read;
    }

    /** Reads the content of an answer whose mac was checked. */
    public static Answer answer(ObjectMapper strict, byte[] json) {
        Answer read = read(strict, json, Answer.class);
        if (read == null || anyNull(read.name, read.address, read.certificate, read.openPgp, read.offer)) {
            throw invalid("a field is missing");
        }
        return read;
    }

    private static <T> T read(ObjectMapper strict, byte[] json, Class<T> type) {
        try {
            return strict.readValue(json, type);
        } catch (IOException e) {
            InvalidMessage invalid = invalid("it is not JSON of that form");
            invalid.initCause(e);
            throw invalid;
        }
    }

    /** As JSON. */
    public static byte[] bytes(ObjectMapper strict, Record content) {
        try {
            return strict.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private static boolean anyNull(String... values) {
        return Arrays.stream(values).anyMatch(Objects::isNull);
    }

    private static InvalidMessage invalid(String fact) {
        return new InvalidMessage(Reason.INVITATION_REFUSED, "an enrolment mail cannot be read: " + fact);
    }
}
