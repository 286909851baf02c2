package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    /** What belongs to its first letter. */
    private final FairQueue<String> queue = new FairQueue<>(element -> element.charAt(0), 3);

    @Test
    void servesOwnersInTurnAndEachInOrder() {
        queue.addAll(List.of("a1", "a2", "a3", "b1", "b2", "c1"));

        assertThat(drained()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void servesNextWhoWasNotServedYet() {
        queue.addAll(List.of("a1", "a2", "a3"));
        assertThat(queue.poll()).isEqualTo("a1");
        queue.add("b1");

        assertThat(drained()).containsExactly("b1", "a2", "a3");
    }

    @Test
    void servesNextWhoWasNotServedForLongest() {
        queue.addAll(List.of("a1", "b1"));
        assertThat(drained()).containsExactly("a1", "b1");
        queue.addAll(List.of("b2", "b3", "a2"));

        assertThat(queue.peek()).isEqualTo("a2");
        assertThat(drained()).containsExactly("a2", "b2", "b3");
    }

    @Test
    void boundsWhatOneOwnerHasWaiting() throws Exception {
        queue.addAll(List.of("a1", "a2", "a3"));

        assertThat(queue.offer("a4")).isFalse();
        assertThat(queue.offer("a4", 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(queue.offer("b1")).isTrue();
        assertThat(queue).hasSize(4).containsExactlyInAnyOrder("a1", "a2", "a3", "b1");
    }

    @Test
    void letsAProducerWaitForRoom() {
        queue.addAll(List.of("a1", "a2", "a3"));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> put("a4"));

        assertThat(queue.poll()).isEqualTo("a1");

        Awaitility.await().until(waiting::isDone);
        assertThat(drained()).containsExactly("a2", "a3", "a4");
    }

    @Test
    void letsAConsumerWaitForAnElement() throws Exception {
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::take);

        queue.put("a1");

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("a1");
        assertThat(queue).isEmpty();
    }

    @Test
    void forgetsEverythingWhenItIsCleared() {
        queue.addAll(List.of("a1", "b1"));

        queue.clear();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
    }

    private void put(String element) {
        try {
            queue.put(element);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> drained() {
        List<String> drained = new ArrayList<>();
        queue.drainTo(drained);
        return drained;
    }
}
