package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.IdentityName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1,10%,50% | 100 | 1 10 50 39",
                "1,10%,50% | 5   | 1 1 3",
                "10%       | 11  | 2 9",
                "1%        | 1   | 1",
                "100%      | 7   | 7",
                "50%,50%   | 7   | 4 3",
                "9,9       | 4   | 4",
                "1,1       | 1   | 1",
            })
    void roundsSharesUpAndSendsToTheRestAtLast(String sizes, int servers, String waves) throws Exception {
        assertThat(Waves.of(sizes).split(servers(servers)))
                .extracting(wave -> Integer.toString(wave.size()))
                .containsExactly(waves.split(" "));
    }

    @Test
    void keepsTheOrderInWhichTheServersAreWritten() throws Exception {
        Set<IdentityName> servers =
                new LinkedHashSet<>(List.of(new IdentityName("c"), new IdentityName("a"), new IdentityName("b")));

        assertThat(Waves.of("2").split(servers).stream().flatMap(Set::stream)).containsExactlyElementsOf(servers);
        assertThat(Waves.none().split(servers)).containsExactly(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0%", "101%", "-1", "1,", ",1", "1;2", "ten", "1.5%", "99999", "1, 2"})
    void refusesWhatIsNoSize(String sizes) {
        assertThatThrownBy(() -> Waves.of(sizes))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--waves has a size that is none (was " + sizes
                        + ", expected numbers and percentages above 0)");
    }

    private static Set<IdentityName> servers(int count) {
        Set<IdentityName> servers = new LinkedHashSet<>();
        IntStream.range(0, count).forEach(i -> servers.add(new IdentityName("web" + i)));
        return servers;
    }
}
