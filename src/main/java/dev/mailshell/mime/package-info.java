/** Byte-exact reading and writing of RFC 5322 and RFC 2045 messages, with limits on everything. */
package dev.mailshell.mime;
