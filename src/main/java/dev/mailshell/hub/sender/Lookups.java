package dev.mailshell.hub.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** All questions to the DNS for one mail: their number, their time and the size of an answer are bounded. For one thread. */
final class Lookups {

    static final int MAX_ANSWER_BYTES = 8 * 1024;

    /** Those that go over the network; what is known already costs nothing. */
    private static final int MAX_QUERIES = 80;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int ROUNDS = 2;

    private final List<InetSocketAddress> servers;
    private final Cache cache;
    private final long deadline;
    private int queries;

    Lookups(List<InetSocketAddress> servers, Cache cache, Duration budget) {
        this.servers = servers;
        this.cache = cache;
        this.deadline = System.nanoTime() + budget.toNanos();
    }

    /**
     * The records of one type.
     *
     * @throws DnsFailure if no server says whether there are any
     */
    Answer find(String name, int type) throws DnsFailure {
        Name absolute;
        try {
            absolute = Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            return new Answer(false, List.of());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : servers) {
                Lookup lookup = new Lookup(absolute, type);
                lookup.setCache(cache);
                lookup.setHostsFileParser(null);
                lookup.setResolver(new BoundedResolver(server));
                Record[] records = lookup.run();
                int result = lookup.getResult();
                if (result == Lookup.SUCCESSFUL) {
                    return new Answer(true, List.of(records));
                }
                if (result == Lookup.TYPE_NOT_FOUND || result == Lookup.HOST_NOT_FOUND) {
                    return new Answer(result == Lookup.TYPE_NOT_FOUND, List.of());
                }
                requireBudget();
            }
        }
        throw new DnsFailure("no name server answers");
    }

    /** The texts of a name, each byte one character; the strings of one record without anything between them. */
    List<String> texts(String name) throws DnsFailure {
        List<String> texts = new ArrayList<>();
        for (Record found : find(name, Type.TXT).records()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            ((TXTRecord) found).getStringsAsByteArrays().forEach(text::writeBytes);
            texts.add(text.toString(StandardCharsets.ISO_8859_1));
        }
        return texts;
    }

    private void requireBudget() throws DnsFailure {
        if (queries >= MAX_QUERIES) {
            throw new DnsFailure("too many questions to the DNS for one mail (expected at most " + MAX_QUERIES + ")");
        }
        if (System.nanoTime() - deadline >= 0) {
            throw new DnsFailure("the questions to the DNS for one mail took too long");
        }
    }

    /** Counts what goes over the network, aliases too. */
    private final class BoundedResolver extends SimpleResolver {

        BoundedResolver(InetSocketAddress server) {
            super(server);
        }

        @Override
        public Message send(Message query) throws IOException {
            requireBudget();
            queries++;
            Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
            setTimeout(left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT);
            Message answer = super.send(query);
            if (answer.numBytes() > MAX_ANSWER_BYTES) {
                throw new IOException("the answer of a name server is too large");
            }
            return answer;
        }
    }
}
