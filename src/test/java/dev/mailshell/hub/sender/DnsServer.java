package dev.mailshell.hub.sender;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers questions about one zone, by UDP and by TCP on one port of 127.0.0.1. */
public final class DnsServer implements AutoCloseable {

    private static final int UDP_BYTES = 1200;

    private static final Record START_OF_AUTHORITY =
            new SOARecord(Name.root, DClass.IN, 300, Name.root, Name.root, 1, 300, 300, 300, 300);

    private final List<Record> records;
    private final Set<Name> silent = ConcurrentHashMap.newKeySet();
    private final Set<Name> broken = ConcurrentHashMap.newKeySet();
    private final Set<Name> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger byTcp = new AtomicInteger();
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private DnsServer(List<Record> records) throws IOException {
        this.records = records;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.tcp = new ServerSocket(0, 50, loopback);
        this.udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        start(this::serveUdp);
        start(this::serveTcp);
    }

    /** Serves what {@code zone} says, in the form of RFC 1035 section 5. */
    public static DnsServer of(String zone) throws IOException {
        try (Master master =
                new Master(new ByteArrayInputStream(zone.getBytes(StandardCharsets.ISO_8859_1)), Name.root, 300)) {
            List<Record> records = new ArrayList<>();
            for (Record next = master.nextRecord(); next != null; next = master.nextRecord()) {
                records.add(next);
            }
            return new DnsServer(records);
        }
    }

    private static void start(Runnable server) {
        Thread thread = new Thread(server, "dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is asked. */
    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    int questions() {
        return questions.get();
    }

    int byTcp() {
        return byTcp.get();
    }

    boolean wasAsked(String name) {
        return asked.contains(Name.fromConstantString(name + "."));
    }

    /** Does not answer about {@code name}. */
    void silence(String name) {
        silent.add(Name.fromConstantString(name + "."));
    }

    /** Answers that it cannot answer about {@code name}. */
    void breakName(String name) {
        broken.add(Name.fromConstantString(name + "."));
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (!silent.contains(query.getQuestion().getName())) {
                    byte[] answer = answer(query).toWire(UDP_BYTES);
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            requireClosed(udp.isClosed(), e);
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                Socket socket = tcp.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            requireClosed(tcp.isClosed(), e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] query = in.readNBytes(in.readUnsignedShort());
            byTcp.incrementAndGet();
            byte[] answer = answer(new Message(query)).toWire(65_535);
            out.writeShort(answer.length);
            out.write(answer);
            out.flush();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void requireClosed(boolean closed, IOException e) {
        if (!closed) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Name name = question.getName();
        questions.incrementAndGet();
        asked.add(name);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (broken.contains(name)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        List<Record> found = records.stream()
                .filter(record -> record.getName().equals(name)
                        && (record.getType() == question.getType() || record.getType() == Type.CNAME))
                .toList();
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (found.isEmpty()) {
            // Without it, no answer of "no" may be kept (RFC 2308).
            answer.addRecord(START_OF_AUTHORITY, Section.AUTHORITY);
        }
        if (records.stream().noneMatch(record -> record.getName().subdomain(name))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
