package dev.mailshell.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may send before there is a signature. */
class EnrolmentJsonTest {

    private static final ObjectMapper STRICT = StrictJson.mapper();

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatItWrote() {
        byte[] content = {1, 2, 3};
        Enrolment.Proved mail = Enrolment.Proved.of("a", content, "b");

        Enrolment.Proved read = Enrolment.proved(STRICT, Enrolment.bytes(STRICT, mail));

        assertThat(read).isEqualTo(mail);
        assertThat(read.bytes()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'v':1,'invitation':'a','content':'','mac':'b'",
                "{'v':1,'invitation':'a','content':'','mac':'b'} {}",
                "{'v':1,'invitation':'a','content':'','mac':'b','more':1}",
                "{'v':1,'invitation':'a','content':'','mac':'b','mac':'c'}",
                "{'v':2,'invitation':'a','content':'','mac':'b'}",
                "{'v':'1','invitation':'a','content':'','mac':'b'}",
                "{'invitation':'a','content':'','mac':'b'}",
                "{'v':1,'content':'','mac':'b'}",
                "{'v':1,'invitation':'a','mac':'b'}",
                "{'v':1,'invitation':'a','content':''}",
                "{'v':1,'invitation':7,'content':'','mac':'b'}",
                "{'v':1,'invitation':[[[[[[[[[[]]]]]]]]]],'content':'','mac':'b'}"
            })
    void refusesAMailOfAnyOtherForm(String mail) {
        assertThatThrownBy(() -> Enrolment.proved(STRICT, json(mail)))
                .isInstanceOfSatisfying(InvalidMessage.class, invalid -> assertThat(invalid.reason())
                        .isEqualTo(Reason.INVITATION_REFUSED));
    }

    @Test
    void refusesContentThatIsNotBase64() {
        Enrolment.Proved mail = new Enrolment.Proved(1, "a", "no base64!", "b");

        assertThatThrownBy(mail::bytes).isInstanceOf(InvalidMessage.class).hasMessageContaining("not base64");
    }
}
