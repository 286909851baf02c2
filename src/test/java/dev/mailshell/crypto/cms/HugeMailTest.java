package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.SmallHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Java with little memory opens all of them, one after the other. */
class HugeMailTest {

    @TempDir
    Path directory;

    @Test
    void endsEachForItsOwnReasonInASmallHeap() throws Exception {
        VectorMaker maker = new VectorMaker(Vector.folder("keys").getParent());
        Path mails = Files.createDirectory(directory.resolve("mails"));
        for (HugeMail mail : HugeMail.values()) {
            Files.write(mails.resolve(mail.name()), mail.make(maker));
        }
        List<String> expected = Stream.of(HugeMail.values())
                .map(mail -> mail + " " + mail.expect())
                .sorted()
                .toList();

        assertThat(outcomes(mails)).isEqualTo(expected);
    }

    private List<String> outcomes(Path mails) throws IOException, InterruptedException {
        return new SmallHeap(64, directory.resolve("log"))
                .run(HostileMessage.class, directory.resolve("web1"), mails)
                .output()
                .lines()
                .map(line -> line.replaceFirst(":.*", ""))
                .toList();
    }
}
