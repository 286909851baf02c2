package dev.mailshell.wire;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.mailshell.model.Command;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.util.function.Function;

/**
 * The JSON of version 1 and nothing near it: no unknown fields, no duplicate keys, no trailing data, no coercion, bounded
 * depth, size and number of values.
 */
public final class StrictJson {

    /** The most bytes that a command or a reply may have as JSON, attachments not counted. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_NUMBER_LENGTH = 20;
    /** Of each value, key and bracket: a short value takes fifty times its bytes once it is read. */
    private static final int MAX_TOKENS = 20_000;

    private StrictJson() {}

    /** A new mapper that reads and writes {@link Command}, {@link CommandDraft} and {@link Reply}. */
    public static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder(new JsonFactoryBuilder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxDocumentLength(MAX_BYTES)
                                .maxStringLength(MAX_BYTES)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxTokenCount(MAX_TOKENS)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(documents());
        builder.withCoercionConfig(LogicalType.Textual, config -> {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                config.setCoercion(shape, CoercionAction.Fail);
            }
        });
        return builder.build();
    }

    /**
     * Why {@code failure}, thrown by a {@linkplain #mapper() mapper} while it read, refuses the message; null if it is none
     * of its failures.
     */
    public static InvalidMessage refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidMessage invalid) {
                return invalid;
            }
        }
        if (!(failure instanceof JsonProcessingException)) {
            return null;
        }
        JsonProcessingException json = innermost(failure);
        if (json instanceof UnrecognizedPropertyException) {
            return new InvalidMessage(Reason.JSON_UNKNOWN_FIELD, "the JSON has a field that version 1 does not have");
        }
        String message = json.getOriginalMessage();
        if (json instanceof JsonParseException && message.startsWith("Duplicate")) {
            return new InvalidMessage(Reason.JSON_DUPLICATE_KEY, "the JSON has the same key twice");
        }
        if (message.startsWith("Trailing token")) {
            return new InvalidMessage(Reason.JSON_TRAILING_DATA, "something follows the JSON object");
        }
        if (message.startsWith("No content")) {
            return new InvalidMessage(Reason.JSON_MALFORMED, "the signed part is empty");
        }
        return json instanceof JsonMappingException || json instanceof InputCoercionException
                ? new InvalidMessage(Reason.COMMAND_INVALID, "a field has the wrong type")
                : new InvalidMessage(Reason.JSON_MALFORMED, "the signed part is not JSON");
    }

    /** What went wrong in a nested object comes wrapped in what it means for the outer one. */
    static JsonProcessingException innermost(Throwable failure) {
        JsonProcessingException innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                innermost = json;
            }
        }
        return innermost;
    }

    private static SimpleModule documents() {
        return new SimpleModule()
                .addSerializer(new StdDelegatingSerializer(
                        Command.class, converter(CommandDocument::of, Command.class, CommandDocument.class)))
                .addDeserializer(
                        Command.class,
                        new DocumentDeserializer<>(
                                converter(CommandDocument::toCommand, CommandDocument.class, Command.class)))
                .addSerializer(new StdDelegatingSerializer(
                        CommandDraft.class, converter(DraftDocument::of, CommandDraft.class, DraftDocument.class)))
                .addDeserializer(
                        CommandDraft.class,
                        new DocumentDeserializer<>(
                                converter(DraftDocument::toDraft, DraftDocument.class, CommandDraft.class)))
                .addSerializer(new StdDelegatingSerializer(
                        Reply.class, converter(ReplyDocument::of, Reply.class, ReplyDocument.class)))
                .addDeserializer(
                        Reply.class,
                        new DocumentDeserializer<>(
                                converter(ReplyDocument::toReply, ReplyDocument.class, Reply.class)));
    }

    private static <A, B> StdConverter<A, B> converter(Function<A, B> function, Class<A> from, Class<B> to) {
        return new StdConverter<>() {
            @Override
            public B convert(A value) {
                return function.apply(value);
            }

            @Override
            public JavaType getInputType(TypeFactory types) {
                return types.constructType(from);
            }

            @Override
            public JavaType getOutputType(TypeFactory types) {
                return types.constructType(to);
            }
        };
    }
}
