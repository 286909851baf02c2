package dev.mailshell.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.newcomer.Block.Exchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockTest {

    private static final String PAGE =
            """
            # A page
            ```sh
            ./a

            b > c      # why
            ```
            Or `d`:
            ```
            $ ./e -- 'f'
            one
            two
            $ echo $?
            3
            ```
            ```
            mailshell.imap.host=imap.example.org
            ```
            ```
            a ──▶ b
            ```
            """;

    private final List<Block> blocks = Block.of(PAGE);

    @Test
    void findsCommandsWithTheirLines() {
        assertThat(blocks).hasSize(4);
        assertThat(blocks.get(0).isForAShell()).isTrue();
        assertThat(blocks.get(0).commands()).isEqualTo(Map.of(3, "./a", 5, "b > c      # why"));
    }

    @Test
    void findsWhatADialogueShowsBelowEachCommand() {
        assertThat(blocks.get(1).isDialogue()).isTrue();
        assertThat(blocks.get(1).exchanges())
                .containsExactly(
                        new Exchange(9, "./e -- 'f'", List.of("one", "two")),
                        new Exchange(12, "echo $?", List.of("3")));
    }

    @Test
    void tellsSettingsFromOtherText() {
        assertThat(blocks.get(2).isSettings()).isTrue();
        assertThat(blocks.get(2).isDialogue()).isFalse();
        assertThat(blocks.get(3).isSettings()).isFalse();
        assertThat(blocks.get(3).isDialogue()).isFalse();
        assertThat(blocks.get(3).isForAShell()).isFalse();
    }
}
