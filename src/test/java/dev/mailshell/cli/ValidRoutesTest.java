package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.camel.RouteProblem;
import dev.mailshell.e2e.Parties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server starts with every route that Camel can run. */
@Timeout(60)
class ValidRoutesTest {

    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.createDirectory(routes(), OWNER);
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri: timer:mine, parameters: {period: '{{?my.period}}'}",
                "uri: 'timer:mine?period={{?my.period}}&delay=5s'"
            })
    void startsWithAnOptionThatAPlaceholderLeavesUnset(String from) throws Exception {
        assertStarts(route(from, "log: hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri: timer:mine, parameters: {period: RAW(500), fixedRate: 'RAW{true}'}",
                "uri: 'timer:mine?period=RAW(500)&delay=RAW{5s}'",
                "uri: 'timer:mine?pattern=RAW(yyyy&delay=often)&delay=9'",
                "uri: timer:mine, parameters: {period: PT5S, delay: p1dt1h30m0.5s}"
            })
    void startsWithAValueInAnotherForm(String from) throws Exception {
        assertStarts(route(from, "log: hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toD: {uri: 'seda:open-message?timeout=${header.timeout}'}",
                "toD: {uri: 'seda:open-message', parameters: {timeout: '${header.timeout}'}}",
                "wireTap: {uri: 'seda:open-message?size=9&timeout=${header.timeout}'}"
            })
    void startsWithAnOptionThatAMailBrings(String step) throws Exception {
        assertStarts(route("uri: timer:mine", step));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PT", "PT5", "P1DT", "5S", "RAW(often)", "1RAW(5)"})
    void refusesATimeThatIsNone(String period) throws Exception {
        write(route("uri: timer:mine, parameters: {period: " + period + "}", "log: hello"));

        assertThatThrownBy(() -> parties.startServerWithoutMailbox("web1"))
                .isInstanceOf(RouteProblem.class)
                .hasMessageStartingWith("neither a number nor a time: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redeliveryDelay", "logHandled"})
    void startsWithARedeliveryThatAPlaceholderLeavesUnset(String option) throws Exception {
        assertStarts(
                """
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception:
                            - java.lang.Exception
                          redeliveryPolicy:
                            OPTION: "{{?my.redelivery}}"
                """
                        .replace("OPTION", option));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri: direct, parameters: {name: b} | to: 'direct:b'",
                "uri: 'direct:b' | to: {uri: direct, parameters: {name: b}}",
                "uri: seda, parameters: {name: b, size: 9} | to: 'seda:b?size=9'",
                "uri: 'direct://b' | wireTap: {uri: direct, parameters: {name: b}}"
            })
    void startsWithATargetWhoseNameIsAParameter(String from, String step) throws Exception {
        assertStarts(route(from, "log: hello") + route("uri: timer:mine", step));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pollEnrich: {constant: 'seda:q', timeout: 1}",
                "pollEnrich: {expression: {simple: {expression: 'seda:q?size=9'}}, timeout: 1}",
                "poll: 'seda:q?timeout=1'",
                "poll: {uri: seda, parameters: {name: q}, timeout: 1}"
            })
    void startsWithATargetThatAStepTakesFrom(String step) throws Exception {
        assertStarts(route("uri: timer:taking", step) + route("uri: timer:giving", "to: 'seda:q'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: {message: hello, description: 'direct:nowhere'}",
                "setBody: {constant: 'direct:nowhere'}",
                "setHeader: {name: next, expression: {constant: {expression: 'direct:nowhere'}}}",
                "to: {uri: 'log:mine', parameters: {marker: 'direct:nowhere'}}"
            })
    void startsWithATextThatOnlyLooksLikeATarget(String step) throws Exception {
        assertStarts(route("uri: timer:mine", step));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: 'direct:nowhere'",
                "to: {uri: direct, parameters: {name: nowhere}}",
                "toD: 'direct:nowhere'",
                "toD: {uri: 'direct:nowhere'}",
                "wireTap: {uri: 'direct:nowhere'}",
                "enrich: {constant: 'direct:nowhere'}",
                "enrich: {expression: {simple: {expression: 'direct:nowhere'}}}"
            })
    void refusesATargetThatNoRouteIs(String step) throws Exception {
        write(route("uri: timer:mine", step));

        assertThatThrownBy(() -> parties.startServerWithoutMailbox("web1"))
                .isInstanceOf(RouteProblem.class)
                .hasMessage("no route starts from direct:nowhere");
    }

    private static String route(String from, String step) {
        return """
                - route:
                    from: { FROM, steps: [ { STEP } ] }
                """
                .replace("FROM", from)
                .replace("STEP", step);
    }

    private void assertStarts(String content) throws Exception {
        write(content);
        assertThatCode(() -> parties.startServerWithoutMailbox("web1")).doesNotThrowAnyException();
    }

    private void write(String content) throws Exception {
        Files.writeString(routes().resolve("mine.camel.yaml"), content);
    }

    private Path routes() {
        return parties.home("web1").routes();
    }
}
