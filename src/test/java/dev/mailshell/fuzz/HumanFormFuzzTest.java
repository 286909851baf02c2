package dev.mailshell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.human.HumanForm;
import dev.mailshell.human.InputFile;
import dev.mailshell.human.Signing;
import dev.mailshell.human.TypedCommand;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes, a typed mail is a command, or it is refused for a reason of the document and with a hint. */
class HumanFormFuzzTest {

    private static final HumanForm FORM = new HumanForm(Duration.ofHours(24));
    private static final Signing SIGNING =
            new Signing(new IdentityName("alice"), Instant.parse("2026-11-20T10:00:00Z"), "0".repeat(64));

    private static final List<String> SEEDS = List.of(
            """
            Content-Type: text/plain; charset=utf-8

            @web1,db1
            timeout: 5s
            explain: no

            uptime
            -- \nA
            """,
            """
            Content-Type: text/plain; format=flowed; delsp=yes

            @web1

             echo a \nb
            """,
            """
            Content-Type: text/plain; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            @web1

            echo =E4=A0=
            x
            begin 644 f
            $82QB"@``
            `
            end
            """,
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=a

            --a

            @web1

            wc x
            --a
            Content-Type: text/html

            x
            --a--
            --b
            Content-Disposition: attachment; filename=x
            Content-Transfer-Encoding: base64

            YWJj
            --b--
            """);

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".mime");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<byte[]> mails() {
        return Mutants.of(SEEDS.stream()
                .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
    }

    @Property(seed = "5", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachMail(@ForAll("mails") byte[] mail) throws IOException {
        try {
            TypedCommand typed = read(mail);
            String line = ((Invocation.Line) typed.command().invocation()).text();
            assertThat(line.lines()).noneMatch(each -> each.startsWith(">"));
            assertThat(typed.command().options().files()).hasSameSizeAs(typed.files());
            assertThat(typed.files()).extracting(InputFile::name).noneMatch(name -> name.contains("/"));
        } catch (UnreadableText refused) {
            assertThat(refused.hint()).isNotEmpty();
            assertThat(refused.reason()).isNotEqualTo(Reason.INTERNAL);
        } catch (InvalidMessage refused) {
            assertThat(refused.reason()).isEqualTo(Reason.COMMAND_INVALID);
        } catch (MimeFailure refused) {
            assertThat(refused.reason()).isEqualTo(Reason.MAIL_MALFORMED);
        }
    }

    /** A seed that is refused as it is would lead nowhere but into its first mistake. */
    @Example
    void readsEachSeed() throws Exception {
        for (String seed : SEEDS) {
            assertThat(read(seed.getBytes(StandardCharsets.ISO_8859_1))).isNotNull();
        }
    }

    private static TypedCommand read(byte[] mail) throws IOException, UnreadableText {
        Files.write(file, mail);
        MimeEntity entity = MimeEntity.read(file);
        HumanForm.isOf(entity);
        HumanForm.isAutomatic(entity);
        return FORM.read(entity, SIGNING);
    }
}
