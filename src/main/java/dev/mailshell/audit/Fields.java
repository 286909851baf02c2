package dev.mailshell.audit;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts, one after the other, each behind its length: what one says cannot pass for a part of another. */
final class Fields {

    private Fields() {}

    /** Of each text four bytes of length, the highest first, and the text in UTF-8. */
    static byte[] encode(List<String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if {@code encoded} is none of ours */
    static List<String> decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        List<String> fields = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                int length = in.getInt();
                if (length < 0 || length > in.remaining()) {
                    throw new IllegalArgumentException("a field is cut off");
                }
                byte[] bytes = new byte[length];
                in.get(bytes);
                fields.add(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a field is cut off", e);
        }
        return fields;
    }
}
