/** What Mail Shell talks about: identities, commands, replies, verdicts and reasons. Records and sealed types, JDK only. */
package dev.mailshell.model;
