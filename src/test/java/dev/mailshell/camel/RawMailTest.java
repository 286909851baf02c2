package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RawMailTest {

    private static final int PIECE = MailSession.FETCH_BYTES;

    @Test
    void handsOverAWholeMail() throws IOException {
        assertThat(mail(10, 10).readAllBytes()).hasSize(10);
        assertThat(mail(PIECE, PIECE).readAllBytes()).hasSize(PIECE);
        assertThat(mail(PIECE + 1, PIECE + 1).readAllBytes()).hasSize(PIECE + 1);
    }

    @Test
    void believesAMailServerThatIsWrongAboutTheSize() throws IOException {
        assertThat(mail(10, 12).readAllBytes()).hasSize(10);
        assertThat(mail(12, 10).readAllBytes()).hasSize(12);
        assertThat(mail(PIECE, -1).readAllBytes()).hasSize(PIECE);
    }

    @Test
    void isNotContentWithTheFirstPiecesOfAMail() {
        assertThatThrownBy(() -> mail(PIECE, PIECE + 1).readAllBytes())
                .isInstanceOf(RawMail.Unreadable.class)
                .hasMessageContaining("was " + PIECE + " bytes, expected " + (PIECE + 1));
    }

    @Test
    void isNotContentWithNothing() {
        assertThatThrownBy(() -> mail(0, 10).readAllBytes()).isInstanceOf(RawMail.Unreadable.class);
        assertThatThrownBy(() -> mail(0, -1).read()).isInstanceOf(RawMail.Unreadable.class);
    }

    private static InputStream mail(int bytes, int announced) {
        return new RawMail(new ByteArrayInputStream(new byte[bytes]), () -> announced);
    }
}
