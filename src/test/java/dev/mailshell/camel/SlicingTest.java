package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.mime.Attachment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicingTest {

    private static final Path FILE = Path.of("file");

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "10,1", "11,2", "20,2", "21,3"})
    void needsAsManyPiecesAsTheFilesFill(long bytes, int pieces) {
        assertThat(new Slicing(List.of(whole("a", bytes)), 10).count()).isEqualTo(pieces);
    }

    @Test
    void isOnePieceWithoutFiles() {
        assertThat(new Slicing(List.of(), 10).count()).isEqualTo(1);
        assertThat(new Slicing(List.of(), 10).piece(1)).isEmpty();
    }

    @Test
    void cutsFilesWhereAPieceEnds() {
        Slicing slicing = new Slicing(List.of(whole("a", 15), whole("b", 12)), 10);

        assertThat(IntStream.rangeClosed(1, slicing.count()).mapToObj(slicing::piece))
                .containsExactly(
                        List.of(new Attachment("a", FILE, 0, 10)),
                        List.of(new Attachment("a", FILE, 10, 15), new Attachment("b", FILE, 0, 5)),
                        List.of(new Attachment("b", FILE, 5, 12)));
    }

    @Test
    void carriesAnEmptyFileInTheFirstPiece() {
        Slicing slicing = new Slicing(List.of(whole("a", 20), whole("none", 0)), 10);

        assertThat(slicing.piece(1)).contains(whole("none", 0));
        assertThat(slicing.piece(2)).containsExactly(new Attachment("a", FILE, 10, 20));
    }

    private static Attachment whole(String name, long bytes) {
        return new Attachment(name, FILE, 0, bytes);
    }
}
