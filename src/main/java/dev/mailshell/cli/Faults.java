package dev.mailshell.cli;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words what an exception that nobody expected is about; names no class. */
final class Faults {

    private Faults() {}

    static String describe(Throwable e) {
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        if (e instanceof CharacterCodingException) {
            return "a text is not in its encoding";
        }
        if (e.getCause() != null && saysNothing(e)) {
            return describe(e.getCause());
        }
        return e.getMessage() == null || isOfTheRuntime(e) ? "an unexpected failure" : e.getMessage();
    }

    /** Its message is about our code, in words of Java. */
    private static boolean isOfTheRuntime(Throwable e) {
        return e instanceof NullPointerException || e instanceof ClassCastException;
    }

    /** A message that nobody wrote is that of the cause, behind the name of a class. */
    private static boolean saysNothing(Throwable e) {
        return e.getMessage() == null || e.getMessage().equals(e.getCause().toString());
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        return e.getReason() == null ? "cannot be used" : e.getReason();
    }
}
