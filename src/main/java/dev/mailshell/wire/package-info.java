/** The machine form: commands and replies as JSON (version 1), read strictly. */
package dev.mailshell.wire;
