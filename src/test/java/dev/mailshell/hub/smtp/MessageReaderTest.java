package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message comes out as it was before its dots were doubled, in whatever pieces it comes. */
class MessageReaderTest {

    private static final String NEXT = "QUIT\r\n";

    /** Gives no more than so many bytes at once. */
    private static SmtpInput input(String text, int piece) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return new SmtpInput(new InputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return bytes.read(target, offset, Math.min(piece, length));
            }
        });
    }

    private static String message(Random random) {
        String bytes = "..\t\u0001 aZ\u00ff\u0080";
        return IntStream.range(0, random.nextInt(400))
                .mapToObj(line -> random.ints(random.nextInt(60), 0, bytes.length())
                        .mapToObj(at -> bytes.substring(at, at + 1))
                        .collect(Collectors.joining("", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static String stuffed(String message) {
        return message.replaceAll("(?<=^|\n)\\.", "..");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4095, 4096, 4097, 100_000})
    void readsBackWhatWasSent(int piece) throws Exception {
        Random random = new Random(piece);
        for (int i = 0; i < 50; i++) {
            String message = message(random);
            SmtpInput input = input(stuffed(message) + ".\r\n" + NEXT, piece);
            ByteArrayOutputStream target = new ByteArrayOutputStream();

            long size = new MessageReader(input, target, 1_000_000).read();

            assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo(message);
            assertThat(size).isEqualTo(message.length());
            assertThat(input.line()).as("what follows").isEqualTo("QUIT");
        }
    }

    @Test
    void isNoMessageBeforeItsEnd() {
        String whole = "a\r\n\r\n..b\r\n.\r\n";
        for (int length = 0; length < whole.length(); length++) {
            SmtpInput input = input(whole.substring(0, length), 5);

            assertThatThrownBy(() -> new MessageReader(input, new ByteArrayOutputStream(), 1000).read())
                    .isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12})
    void writesNoMoreThanIsAllowed(int most) throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        long size = new MessageReader(input("0123\r\n0123\r\n.\r\n", 5), target, Math.max(most, 7)).read();

        assertThat(size).isEqualTo(12);
        assertThat(target.size()).isEqualTo(Math.min(12, Math.max(most, 7)));
    }

    @Test
    void endsWhatIsMoreThanTwiceTooLarge() {
        SmtpInput input = input("0123\r\n".repeat(5) + ".\r\n", 5);

        assertThatThrownBy(() -> new MessageReader(input, new ByteArrayOutputStream(), 10).read())
                .isInstanceOf(Malformed.class);
    }
}
