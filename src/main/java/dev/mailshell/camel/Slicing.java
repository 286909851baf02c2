package dev.mailshell.camel;

import dev.mailshell.mime.Attachment;
import java.util.ArrayList;
import java.util.List;

/**
 * Files, laid end to end and cut into pieces of one size: each part of a message carries one piece.
 *
 * @param files in their order
 * @param size of a piece, in bytes; at least 1
 */
record Slicing(List<Attachment> files, long size) {

    Slicing {
        files = List.copyOf(files);
    }

    /** How many pieces there are; at least 1. */
    int count() {
        long bytes = files.stream().mapToLong(Slicing::length).sum();
        return Math.toIntExact(Math.max(1, (bytes + size - 1) / size));
    }

    /** What of the files lies in a piece, counted from 1. An empty file lies in the first. */
    List<Attachment> piece(int number) {
        long from = (number - 1) * size;
        long to = from + size;
        List<Attachment> slices = new ArrayList<>();
        long offset = 0;
        for (Attachment file : files) {
            long start = Math.max(from, offset);
            long end = Math.min(to, offset + length(file));
            if (start < end || (number == 1 && length(file) == 0)) {
                slices.add(slice(file, start - offset, end - offset));
            }
            offset += length(file);
        }
        return slices;
    }

    private static Attachment slice(Attachment file, long start, long end) {
        return length(file) == 0
                ? file
                : new Attachment(file.fileName(), file.file(), file.start() + start, file.start() + end);
    }

    private static long length(Attachment file) {
        return file.end() - file.start();
    }
}
