package dev.mailshell.doctor;

import java.util.Locale;

/** A number of bytes as people read it. */
record Bytes(long count) {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

    @Override
    public String toString() {
        if (count < 1000) {
            return count + " B";
        }
        double value = count / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
