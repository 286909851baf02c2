package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a file has changed. */
public final class FileState {

    private FileState() {}

    /** Different after any change: what the file, or what a link leads to, is, when it changed, and who may use it. */
    public static String of(Path file) {
        try {
            return Files.readAttributes(file, "unix:ctime,mode,size,ino,dev,uid")
                    .toString();
        } catch (IOException e) {
            return "not there";
        }
    }
}
