package dev.mailshell.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.util.Collection;

/**
 * Says what is wrong with a {@code *.json} command file. Unlike {@link StrictJson#refusal}, it names the fields: the file is its
 * reader's own, and no stranger's.
 */
public final class DraftFault {

    private static final int LONGEST_NAME = 60;

    private DraftFault() {}

    /** What {@code failure}, thrown by a {@linkplain StrictJson#mapper() mapper} while it read a draft, is about, and in which line. */
    public static String describe(JsonProcessingException failure) {
        JsonProcessingException json = StrictJson.innermost(failure);
        return fact(failure, json) + " (line " + line(json) + ")";
    }

    private static String fact(JsonProcessingException failure, JsonProcessingException json) {
        InvalidMessage refusal = StrictJson.refusal(failure);
        if (json instanceof UnrecognizedPropertyException unknown) {
            return field(unknown) + " is not a field of a command file";
        }
        if (json instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return field(mismatch) + " has the wrong type (expected " + type(mismatch.getTargetType()) + ")";
        }
        return refusal.reason() == Reason.JSON_MALFORMED ? "the file is not JSON" : refusal.getMessage();
    }

    /** Such as {@code command.args.service}, or {@code to[0]}. */
    private static String field(JsonMappingException failure) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.length() > LONGEST_NAME ? field.substring(0, LONGEST_NAME) + "…" : field.toString();
    }

    private static String type(Class<?> target) {
        if (target == null || target == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(target)) {
            return "a list of texts";
        }
        if (target == Boolean.class) {
            return "true or false";
        }
        return target == Integer.class ? "a whole number" : "an object";
    }

    private static int line(JsonProcessingException failure) {
        return failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
    }
}
