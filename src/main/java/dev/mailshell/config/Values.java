package dev.mailshell.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the values of settings look like. Each method throws {@link IllegalArgumentException} for another form. */
final class Values {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    /** Of these characters no host name is made that would be looked up. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x7e]{1,256}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
    /** RFC 6749 section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+(?: [!#-\\[\\]-~]+)*");

    /** Of RFC 4120 section 6, without the characters that would have to be quoted. */
    private static final Pattern PRINCIPAL =
            Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*@[A-Za-z0-9][A-Za-z0-9.-]*");

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6}) ?(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8}) ?(B|KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> BYTES = Map.of(
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    private Values() {}

    static String host(String value) {
        return matched(HOST, value).group();
    }

    static int port(String value) {
        int port = Integer.parseInt(value);
        require(port >= 1 && port <= 65535);
        return port;
    }

    /** Empty where nothing listens; 0 is any that is free. */
    static OptionalInt listeningPort(String value) {
        if (value.equals("off")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(value);
        require(port >= 0 && port <= 65535);
        return OptionalInt.of(port);
    }

    /** Empty if there is no limit. */
    static OptionalInt mails(String value) {
        if (value.equals("off")) {
            return OptionalInt.empty();
        }
        int mails = Integer.parseInt(value);
        require(mails >= 1 && mails <= 100_000);
        return OptionalInt.of(mails);
    }

    /** No name, which would have to be looked up. */
    static String ipAddress(String value) {
        require(IP_ADDRESS.matcher(value).matches());
        try {
            return InetAddress.getByName(value).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("of another form", e);
        }
    }

    /** Whether only this machine reaches what listens on that IP address. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(ipAddress(address)).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("of another form", e);
        }
    }

    /** None for those of the machine. */
    static List<InetSocketAddress> nameServers(String value) {
        return value.equals("system")
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(Values::nameServer)
                        .toList();
    }

    private static InetSocketAddress nameServer(String value) {
        int colon = value.lastIndexOf(':');
        require(colon > 0);
        String address = value.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        return new InetSocketAddress(ipAddress(address), port(value.substring(colon + 1)));
    }

    static boolean flag(String value) {
        require(value.equals("true") || value.equals("false"));
        return value.equals("true");
    }

    static String user(String value) {
        return line(value, 256);
    }

    /** Of what RFC 6749 calls VSCHAR. */
    static String clientId(String value) {
        return matched(CLIENT_ID, value).group();
    }

    static String tenant(String value) {
        return matched(TENANT, value).group();
    }

    static String principal(String value) {
        return matched(PRINCIPAL, line(value, 256)).group();
    }

    static String scope(String value) {
        return matched(SCOPE, line(value, 1024)).group();
    }

    /** Where secrets are sent: by TLS, and to the host that a person sees. */
    static URI secureUrl(String value) {
        URI url = URI.create(line(value, 2048));
        require("https".equals(url.getScheme())
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null);
        return url;
    }

    static Secret secret(String value) {
        return new Secret(line(value, 256));
    }

    static String folder(String value) {
        return line(value, 200);
    }

    static Duration poll(String value) {
        return duration(value, Duration.ofMillis(50), Duration.ofHours(1));
    }

    /** A login for each poll: more of them look like an attack to a mail server. */
    static Duration login(String value) {
        return duration(value, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    static Duration mailTimeout(String value) {
        return duration(value, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private static Duration duration(String value, Duration least, Duration most) {
        Matcher matcher = matched(DURATION, value);
        Duration duration = Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLIS.get(matcher.group(2)));
        require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
        return duration;
    }

    static Duration retention(String value) {
        return duration(value, Duration.ofHours(1), Duration.ofDays(3650));
    }

    static long mailSize(String value) {
        return size(value, 64L << 10, 100L << 20);
    }

    static long quota(String value) {
        return size(value, 1L << 20, 1000L << 30);
    }

    private static long size(String value, long least, long most) {
        Matcher matcher = matched(SIZE, value);
        long bytes = Long.parseLong(matcher.group(1)) * BYTES.get(matcher.group(2));
        require(bytes >= least && bytes <= most);
        return bytes;
    }

    /** The constant of an enum whose {@code toString} is {@code value}. */
    static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(value))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static String line(String value, int longest) {
        require(value.length() <= longest && value.chars().noneMatch(Character::isISOControl));
        return value;
    }

    private static Matcher matched(Pattern form, String value) {
        Matcher matcher = form.matcher(value);
        require(matcher.matches());
        return matcher;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("of another form");
        }
    }
}
