package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Account;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The commands of a mail transaction (RFC 5321 section 3.3). */
final class MailCommands {

    private static final Reply OUT_OF_ORDER = Reply.of(503, "5.5.1", "that command does not come here");
    private static final Reply SYNTAX = Reply.of(501, "5.5.4", "write the address in angle brackets");
    private static final Reply PARAMETER = Reply.of(555, "5.5.4", "there is no such parameter");
    private static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "the message is too large");

    // AUTH tells who has sent it first (RFC 4954 section 5); nobody here is trusted to say so.
    private static final Set<String> PARAMETERS = Set.of("SIZE", "BODY", "AUTH");
    private static final Set<String> BODIES = Set.of("7BIT", "8BITMIME");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,20}");

    private final SmtpdConfiguration configuration;
    private final MessageRates rates;
    private final Delivery delivery;

    MailCommands(SmtpdConfiguration configuration, MessageRates rates, Delivery delivery) {
        this.configuration = configuration;
        this.rates = rates;
        this.delivery = delivery;
    }

    List<Verb> verbs() {
        return List.of(new Verb("MAIL", this::mail), new Verb("RCPT", this::recipient), new Verb("DATA", this::data));
    }

    private Reply mail(Conversation conversation) {
        Optional<Reply> barrier = barrier(conversation);
        if (barrier.isPresent()) {
            return barrier.get();
        }
        if (conversation.helo().isEmpty() || conversation.transaction().isPresent()) {
            return OUT_OF_ORDER;
        }
        Optional<Argument> argument = Argument.parse("FROM", conversation.arguments());
        if (argument.isEmpty()) {
            return SYNTAX;
        }
        return refusal(argument.get().parameters()).orElseGet(() -> begin(conversation, argument.get()));
    }

    /** What must be done first. */
    private Optional<Reply> barrier(Conversation conversation) {
        if (configuration.isRequireTls() && !conversation.isSecure()) {
            return Optional.of(Reply.of(530, "5.7.0", "say STARTTLS first"));
        }
        // A user who was removed is none any more.
        Optional<Account> account = conversation.account();
        if (configuration.isAuth()
                && account.flatMap(user -> configuration.getAccounts().find(user.address()))
                        .isEmpty()) {
            return Optional.of(Reply.of(530, "5.7.0", "log in first"));
        }
        return Optional.empty();
    }

    private Optional<Reply> refusal(Map<String, String> parameters) {
        if (!PARAMETERS.containsAll(parameters.keySet())) {
            return Optional.of(PARAMETER);
        }
        String size = parameters.getOrDefault("SIZE", "0");
        String body = parameters.getOrDefault("BODY", "7BIT").toUpperCase(Locale.ROOT);
        if (!SIZE.matcher(size).matches() || !BODIES.contains(body)) {
            return Optional.of(Reply.of(501, "5.5.4", "a parameter has no such value"));
        }
        // 20 digits do not fit a long.
        return new BigInteger(size).compareTo(BigInteger.valueOf(configuration.getMaxMessageSize())) > 0
                ? Optional.of(TOO_LARGE)
                : Optional.empty();
    }

    private Reply begin(Conversation conversation, Argument argument) {
        Optional<MailAddress> sender = address(argument.path());
        if (sender.isEmpty() && !argument.path().isEmpty()) {
            return Reply.of(553, "5.1.7", "the sender is no plain mail address");
        }
        Optional<Account> account = conversation.account();
        if (account.isPresent() && !isOf(account.get(), sender)) {
            return Reply.of(553, "5.7.1", "the sender is not the address that has logged in");
        }
        Object counted = account.<Object>map(Account::address)
                .orElseGet(() -> conversation.wire().network());
        if (!rates.take(counted)) {
            return Reply.of(451, "4.7.1", "too many messages in a minute, come back later");
        }
        conversation.begin(new Transaction(sender));
        return Reply.of(250, "2.1.0", "ok");
    }

    private static boolean isOf(Account account, Optional<MailAddress> sender) {
        return sender.isPresent()
                && sender.get().value().equalsIgnoreCase(account.address().value());
    }

    private Reply recipient(Conversation conversation) {
        Optional<Transaction> transaction = conversation.transaction();
        if (transaction.isEmpty()) {
            return OUT_OF_ORDER;
        }
        Optional<Argument> argument = Argument.parse("TO", conversation.arguments());
        if (argument.isEmpty()) {
            return SYNTAX;
        }
        if (!argument.get().parameters().isEmpty()) {
            return PARAMETER;
        }
        if (transaction.get().recipients().size() >= configuration.getMaxRecipients()) {
            return Reply.of(452, "4.5.3", "too many recipients");
        }
        Optional<MailAddress> recipient = address(whole(argument.get().path()));
        if (recipient.isEmpty()) {
            return Reply.of(553, "5.1.3", "the recipient is no plain mail address");
        }
        RecipientPolicy policy = configuration.getRecipients();
        if (policy == null || !policy.accepts(conversation.account(), recipient.get())) {
            return Reply.of(550, "5.7.1", "mail for this recipient is not taken here");
        }
        transaction.get().add(recipient.get());
        return Reply.of(250, "2.1.5", "ok");
    }

    /** The one address that needs no domain (RFC 5321 section 4.1.1.3). */
    private String whole(String path) {
        return path.equalsIgnoreCase("postmaster") ? path + "@" + configuration.getHostName() : path;
    }

    private static Optional<MailAddress> address(String path) {
        try {
            return Optional.of(new MailAddress(path));
        } catch (InvalidMessage e) {
            // That it is none is all there is to say.
            return Optional.empty();
        }
    }

    private Reply data(Conversation conversation) throws IOException {
        Optional<Transaction> transaction = conversation.transaction();
        if (transaction.isEmpty() || transaction.get().recipients().isEmpty()) {
            return OUT_OF_ORDER;
        }
        if (!conversation.arguments().isEmpty()) {
            return Reply.of(501, "5.5.4", "DATA stands alone");
        }
        conversation.say(new Reply(354, List.of("end it with a dot alone in its line"), false));
        conversation.endTransaction();
        Wire wire = conversation.wire();
        wire.deadline().set(Duration.ofMillis(configuration.getDataTimeout()));
        try {
            Reply reply = delivery.deliver(conversation, transaction.get());
            wire.deadline().set(Duration.ofMillis(configuration.getCommandTimeout()));
            if (!reply.isRefusal()) {
                conversation.taken();
            }
            conversation.say(reply);
            // Whoever stops us waits for this: the client shall know what became of its message.
            wire.flush();
        } finally {
            wire.setBusy(false);
        }
        return Reply.NONE;
    }
}
