package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.4.5 Daily user sending limit exceeded",
                "550-5.4.5 Daily sending quota exceeded",
                "421 4.7.0 Try again later, closing connection. (EHLO) a1b2",
                "421 4.7.28 our system has detected an unusual rate of mail",
                "454 4.7.0 Too many login attempts, please try again later",
                "450 4.7.1 Error: too many mails from this client",
                "452 4.3.1 sending rate exceeded",
                "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
                "550 5.1.90 Your message can't be sent",
                "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message",
                "550 5.7.1 alice@mail.test: You have exceeded your daily sending limit. Please try again later",
                "451 Rate limit reached"
            })
    void isWhatAProviderSaysToAnAccountThatSendsTooMuch(String answer) {
        assertThat(Throttling.isIn(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "552 5.2.2 mailbox full, over quota",
                "452 4.2.2 the mailbox of the recipient is over its quota",
                "550 5.1.1 nobody here",
                "554 5.2.252 SendAsDenied; alice@mail.test not allowed to send as web1@mail.test",
                "552 5.3.4 message exceeds the size limit",
                "450 4.2.0 greylisted, try again later",
                "421 4.3.2 going down",
                "452 4.5.3 too many recipients",
                "250 2.0.0 rate limit is far away",
                "no connection to mail.test:465",
                ""
            })
    void isNotWhatIsSaidAboutOneMail(String answer) {
        assertThat(Throttling.isIn(answer)).isFalse();
    }
}
