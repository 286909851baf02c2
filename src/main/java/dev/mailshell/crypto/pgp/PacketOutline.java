package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.PacketTags;

/**
 * Walks over the packets of a file (RFC 9580 section 4.2) before a parser may see them, and refuses what could cost a parser memory or
 * time, or what it would pass over: many packets, large ones beside the content, lengths beyond the file, bytes after the end.
 */
final class PacketOutline {

    private static final int MAX_PACKETS = 64;
    private static final int MAX_SMALL = 64 * 1024;
    private static final long INDEFINITE = -1;
    /** Those that hold content: only they may be long, or come in pieces. */
    private static final Set<Integer> CONTENT = Set.of(
            PacketTags.COMPRESSED_DATA,
            PacketTags.SYMMETRIC_KEY_ENC,
            PacketTags.LITERAL_DATA,
            PacketTags.SYM_ENC_INTEGRITY_PRO,
            PacketTags.AEAD_ENC_DATA);

    private final InputStream in;
    private final long size;
    private final List<Packet> packets = new ArrayList<>();
    private long position;
    private boolean partial;

    private PacketOutline(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /**
     * A packet.
     *
     * @param tag which kind
     * @param start offset of the first byte of its header
     */
    record Packet(int tag, long start) {}

    /** The packets that fill {@code file}; at least one. */
    static List<Packet> of(Path file) throws IOException, ProtectionFailure {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 16 * 1024)) {
            return new PacketOutline(in, Files.size(file)).walk();
        } catch (EOFException e) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "an OpenPGP packet is cut off", e);
        }
    }

    private List<Packet> walk() throws IOException, ProtectionFailure {
        while (position < size) {
            packet();
        }
        if (packets.isEmpty()) {
            throw malformed("there is no OpenPGP packet");
        }
        return List.copyOf(packets);
    }

    private void packet() throws IOException, ProtectionFailure {
        long start = position;
        int header = octet();
        if ((header & 0x80) == 0) {
            throw malformed("something that is not an OpenPGP packet is beside one");
        }
        boolean current = (header & 0x40) != 0;
        int tag = current ? header & 0x3f : (header & 0x3f) >> 2;
        packets.add(new Packet(tag, start));
        if (packets.size() > MAX_PACKETS) {
            throw malformed("there are too many OpenPGP packets (expected at most " + MAX_PACKETS + ")");
        }
        if (current) {
            currentBody(tag);
        } else {
            body(tag, oldLength(header & 0x03));
        }
    }

    private void currentBody(int tag) throws IOException, ProtectionFailure {
        do {
            long length = length();
            if (partial && !CONTENT.contains(tag)) {
                throw malformed("an OpenPGP packet that holds no content comes in pieces");
            }
            body(tag, length);
        } while (partial);
    }

    private void body(int tag, long length) throws IOException, ProtectionFailure {
        long end = length == INDEFINITE ? size : position + length;
        if (end > size) {
            throw malformed("an OpenPGP packet is cut off");
        }
        if (!CONTENT.contains(tag) && end - position > MAX_SMALL) {
            throw malformed("an OpenPGP packet is too large (expected at most " + MAX_SMALL + " bytes)");
        }
        in.skipNBytes(end - position);
        position = end;
    }

    private long oldLength(int type) throws IOException {
        return switch (type) {
            case 0 -> octet();
            case 1 -> number(2);
            case 2 -> number(4);
            default -> INDEFINITE;
        };
    }

    private long length() throws IOException {
        int first = octet();
        partial = first >= 224 && first < 255;
        if (partial) {
            return 1L << (first & 0x1f);
        }
        if (first < 192) {
            return first;
        }
        return first == 255 ? number(4) : ((long) (first - 192) << 8) + octet() + 192;
    }

    private long number(int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        position++;
        return octet;
    }

    private static ProtectionFailure malformed(String fact) {
        return new ProtectionFailure(Reason.PGP_MALFORMED, fact);
    }
}
