package dev.mailshell.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a person may have meant: the one with the smallest Levenshtein distance. */
public final class Nearest {

    private Nearest() {}

    /** The word of {@code known} nearest to {@code typed}, if at most {@code limit} characters differ. */
    public static Optional<String> of(String typed, Collection<String> known, int limit) {
        return known.stream()
                .filter(word -> distance(typed, word) <= limit)
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], above[j]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
