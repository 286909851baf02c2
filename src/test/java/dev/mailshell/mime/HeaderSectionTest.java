package dev.mailshell.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeaderSectionTest {

    @Test
    void tellsTheOneAuthorAndTheHops() throws IOException {
        HeaderSection header = read(
                "Received: from a\r\n by b\r\nReceived: from c\r\nFrom: Alice <ALICE@Mail.test>\r\nSender: bob@mail.test\r\n\r\nFrom: mallory@mail.test\r\n");
        assertThat(header.author()).hasToString("Optional[alice@mail.test]");
        assertThat(header.sender()).hasToString("Optional[bob@mail.test]");
        assertThat(header.hops()).isEqualTo(2);
    }

    @Test
    void tellsNoAuthorOfTwo() throws IOException {
        assertThat(read("From: a@mail.test\r\nFrom: a@mail.test\r\n\r\n").author())
                .isEmpty();
        assertThat(read("From: a@mail.test, b@mail.test\r\n\r\n").author()).isEmpty();
        assertThat(read("Subject: none\r\n\r\n").author()).isEmpty();
    }

    @Test
    void refusesWhatHasNoHeader() {
        assertThatThrownBy(() -> read("")).isInstanceOf(MimeFailure.class);
        assertThatThrownBy(() -> read("no field\r\n\r\n")).isInstanceOf(MimeFailure.class);
        assertThatThrownBy(() -> read("From: a@mail.test\r\n")).isInstanceOf(MimeFailure.class);
    }

    @Test
    void readsNoMoreThanAHeaderMayHave() {
        Endless endless = new Endless();
        assertThatThrownBy(() -> HeaderSection.read(endless))
                .isInstanceOf(MimeFailure.class)
                .hasMessageContaining("too large");
        assertThat(endless.read).isLessThan(128 * 1024);
    }

    private static HeaderSection read(String mail) throws IOException {
        return HeaderSection.read(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
    }

    /** One line without an end. */
    private static final class Endless extends InputStream {

        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            read += length;
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
        }
    }
}
