package dev.mailshell.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What is typed into the shell: words, of which quotes and backslashes hold blanks together. It may have several lines, while a quote is
 * open or a backslash ends the line.
 *
 * @param text as it was typed; a backslash at the end of a line joins it with the next
 */
record ShellLine(String text) {

    ShellLine {
        text = text.replace("\\\n", "").strip();
    }

    /** Whether nothing more has to follow. */
    static boolean isComplete(String typed) {
        Splitter splitter = new Splitter();
        typed.chars().forEach(character -> splitter.take((char) character));
        return splitter.quote == 0 && !splitter.escaped;
    }

    /** Without the quotes. */
    List<String> words() {
        Splitter splitter = new Splitter();
        text.chars().forEach(character -> splitter.take((char) character));
        splitter.endWord();
        return splitter.words;
    }

    /** The first word; empty if there is none. */
    String verb() {
        return part(0);
    }

    /** The blank-separated word of this number, quotes and all; empty if there are fewer. */
    String part(int number) {
        String[] parts = text.split("\\s+", number + 2);
        return number < parts.length ? parts[number] : "";
    }

    /** All that follows the first so many words, as it was typed. */
    String after(int words) {
        String[] parts = text.split("\\s+", words + 1);
        return words < parts.length ? parts[words] : "";
    }

    /** Takes one character after the other. */
    private static final class Splitter {

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private char quote;
        private boolean escaped;

        void take(char character) {
            if (escaped) {
                escaped = false;
                add(character);
            } else if (character == '\\' && quote != '\'') {
                escaped = true;
                inWord = true;
            } else if (quote != 0) {
                inQuote(character);
            } else if (character == '\'' || character == '"') {
                quote = character;
                inWord = true;
            } else if (Character.isWhitespace(character)) {
                endWord();
            } else {
                add(character);
            }
        }

        private void inQuote(char character) {
            if (character == quote) {
                quote = 0;
            } else {
                add(character);
            }
        }

        private void add(char character) {
            word.append(character);
            inWord = true;
        }

        void endWord() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
    }
}
