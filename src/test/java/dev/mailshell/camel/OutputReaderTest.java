package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputReaderTest {

    @TempDir
    Path directory;

    @Test
    void carriesTextAsText() throws IOException {
        StreamOutput output = read("grüße\n".getBytes(StandardCharsets.UTF_8), 100);

        assertThat(output.content()).isEqualTo(new StreamOutput.Text("grüße\n"));
        assertThat(output.sha256()).hasSize(64);
    }

    @Test
    void carriesManyShortLinesAsText() throws IOException {
        assertThat(read("1\n2\n\n\n".getBytes(StandardCharsets.UTF_8), 100).content())
                .isEqualTo(new StreamOutput.Text("1\n2\n\n\n"));
    }

    @Test
    void carriesOtherBytesInBase64() throws IOException {
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, 'a'};

        assertThat(read(bytes, 100).content())
                .isEqualTo(new StreamOutput.Base64(Base64.getEncoder().encodeToString(bytes)));
    }

    @Test
    void carriesWhatJsonWouldBlowUpInBase64() throws IOException {
        byte[] zeros = new byte[200];

        assertThat(read(zeros, 1000).content())
                .isEqualTo(new StreamOutput.Base64(Base64.getEncoder().encodeToString(zeros)));
    }

    @Test
    void attachesWhatIsTooLongForTheReplyItself() throws IOException {
        assertThat(read(new byte[101], 100).content()).isEqualTo(new StreamOutput.Attachment("stdout"));
    }

    @Test
    void cutsATextOfOursThatWouldMakeTheReplyTooLarge() {
        StreamOutput output = OutputReader.text("x".repeat(1_000_000));

        assertThat(output.truncated()).isTrue();
        assertThat(output.bytes()).isEqualTo(64 * 1024);
    }

    private StreamOutput read(byte[] bytes, long inline) throws IOException {
        Path file = Files.write(directory.resolve("stdout"), bytes);
        return OutputReader.read("stdout", new CapturedStream(file, bytes.length, false), inline);
    }
}
