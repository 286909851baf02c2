/** The human form: commands as a person types them into a mail program, and replies as a person reads them there. */
package dev.mailshell.human;
