package dev.mailshell.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A script by which bash completes, and zsh, which takes what bash does. */
final class BashCompletion {

    /**
     * The library knows what is the same everywhere; the servers are those of the home that the line is about. What is called otherwise than a
     * server is left out: bash carries out what stands in a list of words, and the home may be any folder.
     */
    private static final String SERVERS =
            """

            # The servers that the home of this line trusts.
            _mailshell_servers() {
              local home=${MAILSHELL_HOME:-.} i server
              for ((i = 1; i < ${#COMP_WORDS[@]} - 1; i++)); do
                if [ "${COMP_WORDS[i]}" = --home ]; then
                  home=${COMP_WORDS[i + 1]/#\\~/$HOME}
                fi
              done
              for server in "$home"/trust/servers/*/; do
                server=$(basename "$server")
                if [[ $server =~ ^[a-z0-9-]+$ ]]; then
                  echo "$server"
                fi
              done
            }

            _mailshell() {
              if [ "${COMP_WORDS[COMP_CWORD - 1]}" = --to ]; then
                COMPREPLY=($(compgen -W "$(_mailshell_servers)" -- "${COMP_WORDS[COMP_CWORD]}"))
              else
                _complete_mailshell
              fi
            }

            complete -F _mailshell -o default mailshell
            """;

    private BashCompletion() {}

    static String of(CommandLine mailshell) {
        return AutoComplete.bash("mailshell", mailshell) + SERVERS;
    }
}
