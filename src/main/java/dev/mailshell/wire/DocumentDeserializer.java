package dev.mailshell.wire;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.util.Converter;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;

/** Reads a document and makes of it what it stands for; JSON's {@code null} is none. */
final class DocumentDeserializer<T> extends StdDelegatingDeserializer<T> {

    private static final long serialVersionUID = 1L;

    DocumentDeserializer(Converter<?, T> converter) {
        super(converter);
    }

    private DocumentDeserializer(Converter<Object, T> converter, JavaType type, JsonDeserializer<?> delegate) {
        super(converter, type, delegate);
    }

    @Override
    protected StdDelegatingDeserializer<T> withDelegate(
            Converter<Object, T> converter, JavaType type, JsonDeserializer<?> delegate) {
        return new DocumentDeserializer<>(converter, type, delegate);
    }

    @Override
    public T getNullValue(DeserializationContext context) {
        throw new InvalidMessage(Reason.JSON_MALFORMED, "the JSON is null (expected an object)");
    }
}
