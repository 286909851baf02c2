package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route on a folder, polled when it rings and hardly ever else. */
class PromptedPollingTest {

    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ByHand byHand = new ByHand();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private static final class ByHand implements Prompter {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile Bell bell;

        @Override
        public void start(ScheduledPollConsumer consumer, Bell given) {
            bell = given;
            calls.add("start");
        }

        @Override
        public void stop() {
            calls.add("stop");
        }

        @Override
        public Duration pause(boolean prompted) {
            calls.add(prompted ? "prompted" : "unprompted");
            return NEVER;
        }
    }

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("byHand", new PromptedPolling(byHand));
        context.getRegistry().bind("byWatch", new PromptedPolling(new FolderWatch(folder)));
        context.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        context.stop();
    }

    @Test
    void pollsWhenItRings() throws Exception {
        add("one", "byHand");
        Awaitility.await().until(() -> byHand.calls.contains("unprompted"));

        put("first.cmd");
        byHand.bell.ring();
        awaitTaken("first.cmd");
    }

    @Test
    void hearsWhatRingsDuringAPoll() throws Exception {
        put("slow.cmd");
        add("one", "byHand");
        awaitTaken("slow.cmd");
        put("late.cmd");
        byHand.bell.ring();
        release.countDown();

        awaitTaken("slow.cmd", "late.cmd");
    }

    @Test
    void goesOnAfterItsRouteWasStoppedAndStarted() throws Exception {
        add("one", "byHand");
        context.getRouteController().stopRoute("one");
        assertThat(byHand.calls).startsWith("start").contains("stop");
        context.getRouteController().startRoute("one");

        put("first.cmd");
        byHand.bell.ring();
        awaitTaken("first.cmd");
    }

    @Test
    void servesOneConsumer() throws Exception {
        add("one", "byHand");

        assertThatThrownBy(() -> add("two", folder.resolve("other"), "byHand"))
                .hasStackTraceContaining("this scheduler polls another endpoint already");
    }

    @Test
    void aWatchedFolderRingsForEachFileAlsoAfterAnotherStart() throws Exception {
        add("one", "byWatch");
        put("first.cmd");
        awaitTaken("first.cmd");

        context.getRouteController().stopRoute("one");
        put("second.cmd");
        context.getRouteController().startRoute("one");
        awaitTaken("first.cmd", "second.cmd");
        put("third.cmd");
        awaitTaken("first.cmd", "second.cmd", "third.cmd");
    }

    private void add(String id, String scheduler) throws Exception {
        add(id, folder, scheduler);
    }

    private void add(String id, Path polled, String scheduler) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + polled + "?include=.*cmd&delete=true&delay=" + NEVER.toMillis() + "&scheduler=#"
                                + scheduler)
                        .routeId(id)
                        .process(exchange -> {
                            String name = exchange.getMessage().getHeader("CamelFileName", String.class);
                            taken.add(name);
                            if (name.startsWith("slow")) {
                                release.await();
                            }
                        });
            }
        });
    }

    private void put(String name) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), "@web1\ntrue\n");
        Files.move(written, folder.resolve(name));
    }

    private void awaitTaken(String... names) {
        Awaitility.await().untilAsserted(() -> assertThat(taken).containsExactly(names));
    }
}
