package io.kvartal.platform.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Which addresses lie on the public internet. Pure. */
final class Addresses {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern DOTTED = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}");
    private static final Pattern BRACKETED = Pattern.compile("\\[[0-9a-f:.]+]");

    private Addresses() {}

    /** A host name with a letter in its last label, four plain decimals, or a bracketed IPv6 address; none of the other spellings of an address. */
    static boolean wellFormed(String host) {
        return NAME.matcher(host).matches()
                || (DOTTED.matcher(host).matches() && !host.endsWith("."))
                || BRACKETED.matcher(host).matches();
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublic4(v4.getAddress());
            case Inet6Address v6 -> isPublic6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        return !(first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128) // carrier NAT
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 192 && second == 88 && third == 99)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113));
    }

    /** Global unicast 2000::/3 without the parts that carry an IPv4 address or documentation inside. */
    private static boolean isPublic6(byte[] b) {
        if ((b[0] & 0xe0) != 0x20) {
            return false; // unique local, mapped, NAT64 and all that is unassigned
        }
        int first = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
        int second = ((b[2] & 0xff) << 8) | (b[3] & 0xff);
        return !(first == 0x2002 // 6to4
                || (first == 0x2001 && second < 0x200) // Teredo, ORCHID and other protocol assignments
                || (first == 0x2001 && second == 0x0db8)
                || first == 0x3fff);
    }
}
