package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.wire.StrictJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedSecretTest {

    private static final String TOKEN = "eyJhbGciOiJub25lIn0.c29tZXRoaW5nIG9ubHk.bm8tc2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "of eyJhbGciOiJub25lIn0.c29tZXRoaW5nIG9ubHk.bm8tc2lnbmF0dXJ",
                "eyJhbGciOiJub25lIn0. c29tZXRoaW5nIG9ubHk. bm8tc2lnbmF0dXJl",
                "yJhbGciOiJub2"
            })
    void isShownToNobodyNorAPieceOfIt(String words) throws Exception {
        String json = "{\"error\":\"invalid_token\",\"error_description\":\"" + words + "\"}";

        TokenAnswer.Refused refused = new AnswerFields(StrictJson.mapper().readTree(json)).refusal(List.of(TOKEN));

        assertThat(refused.words()).isIn("***", "of ***");
        assertThat(refused.code()).isEqualTo("invalid_token");
    }
}
