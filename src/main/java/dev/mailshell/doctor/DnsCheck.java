package dev.mailshell.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the name of a mail server leads to an address. */
record DnsCheck(MailServer server) implements Check {

    private static final int SHOWN = 3;

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String subject() {
        return server.host();
    }

    @Override
    public List<Finding> look() throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(server.host());
        String shown = Arrays.stream(addresses)
                .limit(SHOWN)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
        String more = addresses.length > SHOWN ? " and " + (addresses.length - SHOWN) + " more" : "";
        return List.of(Finding.ok(name(), server.host() + " is " + shown + more));
    }
}
