package dev.mailshell.policy;

import java.util.List;

/** What shells, templates, options, terminals and readers of text take for something else than a value. */
final class HostileTexts {

    /** Each is one whole text; put together they are more. */
    static final List<String> PIECES = List.of(
            " ",
            "\t",
            "\n",
            "\r",
            "\"",
            "'",
            "\\",
            "`",
            "$",
            "$(id)",
            "${IFS}",
            ";",
            "&&",
            "|",
            ">",
            "<",
            "*",
            "?",
            "[",
            "]",
            "{",
            "}",
            "{a}",
            "{b}",
            "{{a}}",
            "-",
            "--",
            "-c",
            "=",
            "..",
            "/",
            "~",
            "#",
            "!",
            "%s",
            "%n",
            "\\0",
            "\u0001",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud83d\ude00",
            "a",
            "Z",
            "0",
            "é");

    private HostileTexts() {}
}
