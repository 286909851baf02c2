package dev.mailshell.mime;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are made as they are written. */
@FunctionalInterface
public interface Content {

    /** Writes them whole; {@code out} is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
}
