package dev.mailshell.hub.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one customer of a provider has: an IPv4 address, or the first 64 bits of an IPv6 address, whose owner has all that begin so.
 *
 * @param value the bytes in hexadecimal
 */
record AddressBlock(String value) {

    private static final int PREFIX = 8;

    static AddressBlock of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new AddressBlock(
                HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX) : bytes));
    }
}
