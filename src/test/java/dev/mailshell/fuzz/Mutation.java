package dev.mailshell.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One small change. Places are taken modulo the length, so that each change fits each input. */
record Mutation(Kind kind, int at, int length, int value) {

    /** Another number makes other inputs of the same seed: {@code bench/fuzz} gives one. */
    private static final int SALT = Integer.getInteger("mailshell.fuzz.salt", 0);

    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\0",
            "--",
            ":",
            ";",
            "=",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "null",
            "1e999",
            "\\u0000",
            "0\u0080",
            "\0\0",
            "\u00ff",
            "\u0084\u00ff\u00ff\u00ff\u00ff",
            "\u0006\u0000",
            "Content-Type: ",
            "boundary=",
            "- ",
            "&a ",
            "*a ",
            "!!x ",
            "? ",
            "| ",
            "  ");

    enum Kind {
        FLIP,
        SET,
        DELETE,
        REPEAT,
        MOVE,
        INSERT,
        CUT
    }

    /** Inputs with one to eight changes, each from one of {@code seeds}. */
    static Arbitrary<byte[]> of(List<byte[]> seeds) {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 1 << 20);
        Arbitrary<Mutation> one = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        number,
                        Arbitraries.integers().between(1, 64),
                        number)
                .as(Mutation::new);
        return Combinators.combine(
                        Arbitraries.of(seeds), one.list().ofMinSize(1).ofMaxSize(8))
                .as(Mutation::all);
    }

    private static byte[] all(byte[] seed, List<Mutation> mutations) {
        byte[] bytes = seed;
        for (Mutation mutation : mutations) {
            bytes = mutation.apply(bytes);
        }
        return bytes;
    }

    private byte[] apply(byte[] in) {
        if (in.length == 0) {
            return token();
        }
        int from = ((at ^ SALT) & 0xfffff) % in.length;
        int to = Math.min(in.length, from + length);
        byte[] piece = Arrays.copyOfRange(in, from, to);
        byte[] before = Arrays.copyOf(in, from);
        byte[] after = Arrays.copyOfRange(in, to, in.length);
        byte[] rest = Arrays.copyOfRange(in, from + 1, in.length);
        return switch (kind) {
            case FLIP -> join(before, new byte[] {(byte) (in[from] ^ (1 << (value % 8)))}, rest);
            case SET -> join(before, new byte[] {(byte) value}, rest);
            case DELETE -> join(before, after);
            case REPEAT -> join(before, piece, piece, after);
            case MOVE -> join(piece, before, after);
            case INSERT -> join(before, token(), piece, after);
            case CUT -> before;
        };
    }

    private byte[] token() {
        return TOKENS.get(value % TOKENS.size()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
