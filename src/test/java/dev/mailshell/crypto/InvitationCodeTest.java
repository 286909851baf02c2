package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InvitationCodeTest {

    private final InvitationCode code = InvitationCode.fresh(new SecureRandom());

    @Test
    void isReadAsItIsHandedOverInWhateverCaseAndGroups() {
        assertThat(code.reveal()).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(InvitationCode.parse(code.reveal()).orElseThrow().keys()).isEqualTo(code.keys());
        String typed = " "
                + code.reveal()
                        .toLowerCase(Locale.ROOT)
                        .replace("-", " ")
                        .replace('0', 'o')
                        .replace('1', 'l') + "\n";
        assertThat(InvitationCode.parse(typed).orElseThrow().reveal()).isEqualTo(code.reveal());
    }

    @Test
    void isRefusedWithAnotherLengthOrCharacter() {
        assertThat(InvitationCode.parse("")).isEmpty();
        assertThat(InvitationCode.parse(code.reveal() + "0")).isEmpty();
        assertThat(InvitationCode.parse(code.reveal().substring(1))).isEmpty();
        assertThat(InvitationCode.parse("U" + code.reveal().substring(1))).isEmpty();
    }

    @Test
    void tellsAlmostEachWrongCharacterByItsCheck() {
        String right = code.reveal().replace("-", "");
        int accepted = 0;
        for (int i = 0; i < right.length(); i++) {
            for (char other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                String typed = right.substring(0, i) + other + right.substring(i + 1);
                accepted += !typed.equals(right) && InvitationCode.parse(typed).isPresent() ? 1 : 0;
            }
        }
        // 868 of them, one of 1024 by chance.
        assertThat(accepted).isLessThan(20);
    }

    @Test
    void givesEachPurposeAKeyOfItsOwnAndNoWayBack() {
        InvitationKeys keys = code.keys();
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        Set<String> all = new TreeSet<>(
                Set.of(keys.id(), keys.offerKey(), keys.answerKey(), keys.offerMac(content), keys.answerMac(content)));

        assertThat(all).hasSize(5);
        assertThat(keys.offerKey()).doesNotStartWith(keys.id());
        assertThat(InvitationCode.fresh(new SecureRandom()).keys().id()).isNotEqualTo(keys.id());
    }

    @Test
    void isNotInWhatALogCouldHold() {
        assertThat(code.toString()).doesNotContain(code.reveal().substring(0, 4));
        assertThat(code.keys().toString())
                .doesNotContain(code.keys().offerKey(), code.keys().answerKey());
    }
}
