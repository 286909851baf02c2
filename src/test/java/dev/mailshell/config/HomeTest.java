package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomeTest {

    /** Whatever changes there has all keys read again. */
    @Test
    void keepsWhatIsWrittenAgainAndAgainApartFromKeys() {
        Home home = new Home(Path.of("/home/web1"));

        for (Path keys : List.of(home.identity(), home.revoked(), home.trust(), home.peers(Role.SERVER))) {
            assertThat(home.signedAudit().startsWith(keys)).as("%s", keys).isFalse();
        }
    }
}
