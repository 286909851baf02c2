package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The floor: web1 sends back what alice sent, in plain text and with nothing else to do. */
final class Echo implements AutoCloseable {

    private final EchoPeer alice;
    private final EchoPeer web1;
    private final String address;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    private Echo(RealMail mail, Optional<Duration> pause) throws Exception {
        address = mail.account("web1").address();
        alice = new EchoPeer(mail, "alice", pause);
        web1 = new EchoPeer(mail, "web1", pause);
        String back = mail.account("alice").address();
        web1.start((subject, text) -> web1.send(back, subject, text), this::failed);
        alice.start((subject, text) -> waiting.remove(subject).complete(null), this::failed);
    }

    /** Both ask at an interval, by NOOP on an open connection. */
    static Echo asking(RealMail mail, Duration pause) throws Exception {
        return new Echo(mail, Optional.of(pause));
    }

    /** Both wait until they are told, by IDLE. */
    static Echo idling(RealMail mail) throws Exception {
        return new Echo(mail, Optional.empty());
    }

    CompletableFuture<Void> send() throws Exception {
        String subject = "echo " + count.incrementAndGet();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        waiting.put(subject, answer);
        alice.send(address, subject, "uptime");
        return answer;
    }

    private void failed(Exception cause) {
        waiting.values().forEach(answer -> answer.completeExceptionally(cause));
    }

    @Override
    public void close() throws MessagingException {
        try (web1;
                alice) {
            waiting.clear();
        }
    }
}
