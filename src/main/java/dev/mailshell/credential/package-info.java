/** What proves to mail servers whose account it is, beside passwords: when there is none, and when it may be asked for again. */
package dev.mailshell.credential;
