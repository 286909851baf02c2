package dev.mailshell.hub.user;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where one stranger comes from, to be counted as one: an address of IPv4, or the 64 bits of an address of IPv6 that whoever has one address has
 * all the others of.
 *
 * @param prefix in hexadecimal
 */
public record Network(String prefix) {

    /** That of {@code address}. */
    public static Network of(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] prefix = address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes;
        return new Network(HexFormat.of().formatHex(prefix));
    }
}
