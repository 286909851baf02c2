package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRefTest {

    private static final UUID ID = UUID.fromString("3f2a1b2c-d4e5-4f60-8123-456789abcdef");

    @Test
    void namesACommandByItsWholeId() {
        assertThat(CommandRef.of(ID.toString()).whole()).contains(ID);
        assertThat(CommandRef.of(" 3F2A1B2C-D4E5-4F60-8123-456789ABCDEF\n").whole())
                .contains(ID);
        assertThat(CommandRef.of(ID.toString())).hasToString(ID.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 13, 14, 18, 19, 23, 24, 35})
    void namesACommandByHowItsIdBegins(int length) {
        CommandRef ref = CommandRef.of(ID.toString().substring(0, length));

        assertThat(ref.whole()).isEmpty();
        assertThat(ID.toString()).startsWith(ref.beginning());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3f2a1b2",
                "3f2a-1b2",
                "3f2a1b2g",
                "3f2a1b2c%",
                "../3f2a1b2c",
                "3f2a1b2c-d4e5-4f60-8123-456789abcdef0",
                "３f2a1b2c"
            })
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> CommandRef.of(text))
                .isInstanceOfSatisfying(
                        InvalidMessage.class, e -> assertThat(e.reason()).isEqualTo(Reason.ARGUMENT_REFUSED));
    }
}
